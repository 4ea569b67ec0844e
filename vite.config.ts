import { reactRouter } from "@react-router/dev/vite";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig } from "vite";

export default defineConfig({
  plugins: [tailwindcss(), reactRouter()],
  environments: {
    ssr: {
      build: {
        // The server's bundle starts at the application, not at the routes alone: what a process has once (database,
        // cache) is then the same object for server.ts and for the loaders.
        rolldownOptions: { input: "./app/server/app.server.ts" },
      },
    },
  },
});
