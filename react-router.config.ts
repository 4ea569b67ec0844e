import { join } from "node:path";
import type { Config } from "@react-router/dev/config";
import { compressFiles } from "./dev/bundle/compress-files.ts";

export default {
  ssr: true,
  // dev/bundle/run-build.ts builds beside the build that is in use.
  buildDirectory: process.env.PLACAR_BUILD_FOLDER ?? "build",
  // The map of all routes is small and, as a file, kept by the browser: better than asking for it bit by bit.
  routeDiscovery: { mode: "initial" },
  buildEnd: ({ reactRouterConfig }) => compressFiles(join(reactRouterConfig.buildDirectory, "client")),
} satisfies Config;
