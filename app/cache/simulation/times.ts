/** After so long what was bumped is looked at again; what a restored state is old is less. In milliseconds, like all of these. */
export const lookMs = 1_000;

/** A lease that is held by who has died delays others by this at most. */
export const leaseMs = 300;
