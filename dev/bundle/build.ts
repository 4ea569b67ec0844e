import { alone, runBuild } from "./run-build.ts";

/* `npm run build`: the application, built anew. */

try {
  await alone(() => runBuild("shown"));
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
