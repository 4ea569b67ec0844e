export { countPipeline, type PipelineFigures } from "./pipeline/load.server.ts";
