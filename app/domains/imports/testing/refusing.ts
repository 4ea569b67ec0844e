import { expect } from "vitest";

/** What a file or a mapping is refused with. */
export const refusing = (message: string) => expect.objectContaining({ name: "ImportError", message });
