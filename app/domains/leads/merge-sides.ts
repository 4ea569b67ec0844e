/** What can be chosen when two leads become one; a stage comes with its date or its reason. The earlier entry stays. */
export const mergedFields = [
  "name",
  "menteeId",
  "ownerId",
  "email",
  "phone",
  "source",
  "value",
  "status",
  "externalId",
] as const;

export type MergedField = (typeof mergedFields)[number];

/** Which of the two a value is taken from. */
export const mergeSides = ["older", "newer"] as const;

export type MergeSide = (typeof mergeSides)[number];

/** The one that entered first stays; of two that entered at the same instant, the one that was written down first. */
export function olderFirst<Lead extends { id: string; enteredAt: string | Date }>([one, other]: readonly [
  Lead,
  Lead,
]): [Lead, Lead] {
  const [first, second] = [one, other].map(({ enteredAt }) => new Date(enteredAt).getTime());
  const isOlder = first === second ? one.id < other.id : (first ?? 0) < (second ?? 0);
  return isOlder ? [one, other] : [other, one];
}
