import type { ProviderContext } from "../context.ts";
import { document } from "../generated/apimart.ts";
import { readJson } from "../json-request.ts";
import type { MockProvider } from "../mock-provider.ts";
import type { MockResponse } from "../mock-response.ts";
import type { JsonObject } from "../openapi-document.ts";
import { type Content, handlerOf, type MockServer, type Route, readNothing } from "../route.ts";
import { serversOf } from "../servers.ts";
import { TaskStore } from "../tasks.ts";
import { unknownPath } from "../unknown-path.ts";
import { readUpload } from "../upload-form.ts";
import { accountBalance, keyBalance } from "./balance.ts";
import { appliesToAnyCall, refuseAs } from "./scenario-refusal.ts";
import { type APIMartScenario, scenarios } from "./scenarios.ts";
import { submit } from "./submit.ts";
import type { ImageTask } from "./task.ts";
import { taskResponse } from "./task-response.ts";
import { upload } from "./upload.ts";
import { refusal, wire } from "./wire.ts";

type Server = MockServer<APIMartScenario>;
type Tasks = TaskStore<ImageTask>;

/** APIMart: tasks, uploads, and balances. */
export const apimart: MockProvider = {
  title: "APIMart",
  document,
  wire,
  start(context) {
    const tasks: Tasks = new TaskStore();
    return {
      handlers: serversOf(document).flatMap((address) => {
        const server: Server = { ...address, wire, scenarios, context };
        return [
          ...imageHandlers(server, tasks),
          handlerOf(
            server,
            balanceRoute("/v1/balance", "getKeyBalance", () => keyBalance(context.calls())),
          ),
          handlerOf(
            server,
            balanceRoute("/v1/user/balance", "getAccountBalance", () => accountBalance(context.calls())),
          ),
          unknownPath(server, "/v1"),
        ];
      }),
      reset: () => tasks.clear(),
    };
  },
};

function imageHandlers(server: Server, tasks: Tasks) {
  const { context } = server;
  return [
    handlerOf(server, {
      method: "post",
      path: "/v1/images/generations",
      operation: "submitImages",
      read: readJson,
      respond: (received) => submit(received, tasks, context),
    }),
    handlerOf(server, {
      method: "get",
      path: "/v1/tasks/:id",
      operation: "getTask",
      accepts: appliesToAnyCall,
      read: readNothing,
      respond({ params, queued }) {
        refuseAs(queued);
        return poll(String(params.id), tasks, context);
      },
    }),
    handlerOf(server, {
      method: "post",
      path: "/v1/uploads/images",
      operation: "uploadImage",
      accepts: appliesToAnyCall,
      read: readUpload,
      respond({ content, queued }) {
        refuseAs(queued);
        return upload(content, context);
      },
    }),
  ];
}

function balanceRoute(path: string, operation: string, balance: () => JsonObject): Route<APIMartScenario, Content> {
  return {
    method: "get",
    path,
    operation,
    accepts: appliesToAnyCall,
    read: readNothing,
    respond({ queued }) {
      refuseAs(queued);
      return { status: 200, respond: () => Response.json(balance()) };
    },
  };
}

/** @throws {Refusal} for an unknown task. */
function poll(id: string, tasks: Tasks, context: ProviderContext): MockResponse {
  const known = tasks.poll(id);
  if (!known) throw refusal(404, `There is no task ${id}`);
  const data = taskResponse(known.task, known.polls, context);
  return { status: 200, respond: () => Response.json({ code: 200, data }) };
}
