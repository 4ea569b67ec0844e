import { ensureBuild } from "../bundle/ensure-build.ts";

/** For the tests that run the built server. */
export default async function setup() {
  await ensureBuild();
}
