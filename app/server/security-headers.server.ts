/** One year, as browsers' preload lists ask for; subdomains are not this application's to decide. */
const strictTransport = "max-age=31536000";

const always: [string, string][] = [
  ["X-Content-Type-Options", "nosniff"],
  // Not "no-referrer": browsers then send `Origin: null` with forms, and the check of the origin refuses them.
  ["Referrer-Policy", "same-origin"],
  ["Cross-Origin-Opener-Policy", "same-origin"],
  ["Cross-Origin-Resource-Policy", "same-origin"],
  ["X-Frame-Options", "DENY"],
  [
    "Permissions-Policy",
    "camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), hid=(), midi=(), display-capture=(), browsing-topics=()",
  ],
];

/** The headers that every answer carries, files included. The Content-Security-Policy is apart: it differs by page. */
export function securityHeaders(secure: boolean): [string, string][] {
  return secure ? [...always, ["Strict-Transport-Security", strictTransport]] : always;
}
