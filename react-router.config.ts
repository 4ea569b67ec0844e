import type { Config } from "@react-router/dev/config";

export default {
  ssr: true,
  // The map of all routes is small and, as a file, kept by the browser: better than asking for it bit by bit.
  routeDiscovery: { mode: "initial" },
} satisfies Config;
