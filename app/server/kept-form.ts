/** A form that was not taken, as its page sends it once more. */
export interface KeptForm {
  /** path and search */
  action: string;
  pairs: [name: string, value: string][];
  /** passwords or files were among it, which no page may hold */
  incomplete: boolean;
}

const secret = /password|secret|token/i;

/** What a form holds that may stand in a page: all of it but passwords and files. */
export function keepForm(action: string, form: FormData): KeptForm {
  const all = [...form];
  const pairs = all.filter(
    (pair): pair is [string, string] => typeof pair[1] === "string" && !secret.test(pair[0]),
  );
  // A file field that was left blank is an empty file.
  const lost = all.filter(([name, value]) =>
    typeof value === "string" ? secret.test(name) : value.size > 0,
  );
  return { action, pairs, incomplete: lost.length > 0 };
}
