import { encode } from "uqr";

export interface QrCode {
  /** modules on each side, the quiet ones around it included */
  size: number;
  /** of an SVG, a unit for each module */
  path: string;
}

/** A text as a QR code, to be drawn as one shape. */
export function makeQrCode(text: string): QrCode {
  // Four modules of quiet around it are what the standard asks for (ISO/IEC 18004, 9.1).
  const { size, data } = encode(text, { ecc: "M", border: 4 });
  const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ""))).join("");
  return { size, path };
}
