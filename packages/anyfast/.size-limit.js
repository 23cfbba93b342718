import { clientBudget } from "../../scripts/client-budget.js";

export default clientBudget("createAnyfast");
