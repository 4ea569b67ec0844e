/** What a person writes down about a mentee. */
export interface MenteeFacts {
  businessName: string;
  cohortId: string;
  /** Local date. */
  joinedOn: string;
  /** Who signs in for it; null for nobody. */
  userId: string | null;
}
