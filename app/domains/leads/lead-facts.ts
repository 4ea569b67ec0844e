/** What a person writes down about a lead, read and checked by the form's schema. */
export interface LeadFacts {
  menteeId: string;
  /** The member who works it, null for nobody; left out where the form does not say. */
  ownerId?: string | null | undefined;
  name: string;
  /** In lower case. */
  email: string | null;
  /** E.164. */
  phone: string | null;
  /** Null where nobody knows. */
  source: string | null;
  /** Minor units of the organization's currency; null where it was not declared. */
  value: number | null;
  externalId: string | null;
  /** Local date. */
  enteredOn: string;
}
