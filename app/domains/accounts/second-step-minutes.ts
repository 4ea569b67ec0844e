/** Minutes from the password until it has to be given again, where no code followed. */
export const secondStepMinutes = 10;
