import { type HttpHandler, http } from "msw";
import { type Content, exchange, type Operation } from "../exchange.ts";
import { readJson } from "../json-request.ts";
import type { Order } from "../orders.ts";
import type { Play } from "../play.ts";
import type { Reply } from "../reply.ts";
import { serversOf } from "../servers.ts";
import type { Stage } from "../stage.ts";
import { unknownPath } from "../unknown-path.ts";
import { accountBalance, keyBalance } from "./balance.ts";
import { canHappenToAny, refusalOf } from "./scenario.ts";
import { submit } from "./submit.ts";
import { taskAnswer } from "./task-answer.ts";
import { TaskStore } from "./tasks.ts";
import { readUpload, upload } from "./upload.ts";
import { UploadStore } from "./upload-store.ts";
import { refusal, voice } from "./voice.ts";

/** Plays APIMart: tasks that are submitted and looked at, uploads, and balances. */
export function playAPIMart(stage: Stage): Play {
  const tasks = new TaskStore();
  const uploads = new UploadStore(stage.publicURL);
  return {
    handlers: [...serversOf("apimart").flatMap(({ url }) => handlersAt(url, tasks, uploads, stage)), uploads.handler],
    forget() {
      tasks.clear();
      uploads.clear();
    },
  };
}

function handlersAt(url: string, tasks: TaskStore, uploads: UploadStore, stage: Stage): HttpHandler[] {
  const submission: Operation<"apimart"> = { provider: "apimart", name: "submitImages", voice };
  const question: Operation<"apimart"> = { ...submission, name: "getTask", accepts: canHappenToAny };
  const sending: Operation<"apimart"> = { ...question, name: "uploadImage" };
  const balances = [
    { path: "/v1/balance", name: "getKeyBalance", balance: keyBalance },
    { path: "/v1/user/balance", name: "getAccountBalance", balance: accountBalance },
  ];
  return [
    http.post(`${url}/v1/images/generations`, ({ request }) =>
      exchange(request, submission, stage, readJson, (content, order) => submit(request, content, order, tasks, stage)),
    ),
    http.get<{ id: string }>(`${url}/v1/tasks/:id`, ({ request, params }) =>
      exchange(request, question, stage, readNothing, (_, order) => look(params.id, order, tasks, stage)),
    ),
    http.post(`${url}/v1/uploads/images`, ({ request }) =>
      exchange(request, sending, stage, readUpload, (content, order) => {
        const refused = refusalOf(order);
        if (refused) throw refused;
        return upload(content, uploads, stage);
      }),
    ),
    ...balances.map(({ path, name, balance }) =>
      http.get(url + path, ({ request }) =>
        exchange(request, { ...question, name }, stage, readNothing, (_, order) => {
          const refused = refusalOf(order);
          if (refused) throw refused;
          return { status: 200, respond: () => Response.json(balance(stage.calls.calls)) };
        }),
      ),
    ),
    unknownPath(`${url}/v1`, submission, stage),
  ];
}

/** What comes of a question about a task; throws what it is refused with. */
function look(id: string, order: Order<"apimart"> | undefined, tasks: TaskStore, stage: Stage): Reply {
  const refused = refusalOf(order);
  if (refused) throw refused;
  const known = tasks.look(id);
  if (!known) throw refusal(404, `There is no task ${id}`);
  const data = taskAnswer(known.task, known.looks, stage);
  return { status: 200, respond: () => Response.json({ code: 200, data }) };
}

async function readNothing(): Promise<Content> {
  return { body: undefined, size: 0, tooLarge: false };
}
