/** What a person writes down about a cohort; dates are local. */
export interface CohortFacts {
  name: string;
  startsOn: string;
  /** Null where it is open. */
  endsOn: string | null;
}
