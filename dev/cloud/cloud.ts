import { startCloud } from "./start-cloud.ts";

/*
 * `npm run cloud`: what Neon and Upstash offer, on this machine. Standard output is a file of variables, ready for .env.local;
 * what there is to say about it goes to standard error.
 */

const cloud = await startCloud().catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
for (const [name, value] of Object.entries(cloud.variables)) console.log(`${name}=${value}`);
console.error("\nPut these into .env.local, then npm run dev. Ctrl-C ends all of it, and the data with it.");

let stopping = false;
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    // From a terminal it comes twice: to all of its processes, and passed on by npm.
    if (stopping) return;
    stopping = true;
    void cloud.stop();
  });
}
