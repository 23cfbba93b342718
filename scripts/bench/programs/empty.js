import { printProcessorTime } from "./processor-time.js";

printProcessorTime();
