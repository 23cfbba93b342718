export { default } from "../../scripts/client-budget.js";
