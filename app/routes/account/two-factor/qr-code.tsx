import type { QrCode as Drawn } from "./make-qr-code.server.ts";

/** A QR code, dark on light in either theme: not every app reads it the other way round. */
export function QrCode({ size, path, label }: Drawn & { label: string }) {
  return (
    <svg role="img" aria-label={label} viewBox={`0 0 ${size} ${size}`} className="w-60 max-w-full">
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" shapeRendering="crispEdges" />
    </svg>
  );
}
