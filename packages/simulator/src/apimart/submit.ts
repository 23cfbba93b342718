import { estimateCost, type ModelSpec } from "@seedream-clients/core";
import { document } from "../generated/apimart.ts";
import { digest } from "../hash.ts";
import { type JsonContent, validated } from "../json-request.ts";
import { layersFor } from "../layers.ts";
import { modelFor } from "../models.ts";
import { orderOf } from "../order-of.ts";
import type { Order } from "../orders.ts";
import { expired, picturesFor } from "../pictures.ts";
import { pixelsOf } from "../pixels.ts";
import type { Reply } from "../reply.ts";
import { extraDelay } from "../scenario-options.ts";
import { schemaOf } from "../schema.ts";
import type { Stage } from "../stage.ts";
import { limitFault } from "./checks.ts";
import { countOf, type ImageRequest, shapeOf, tableOf } from "./request.ts";
import { refusalOf } from "./scenario.ts";
import { acceptance, idempotencyKey } from "./submission.ts";
import type { Task, TaskStore } from "./tasks.ts";
import { refusal, voice } from "./voice.ts";

const requestSchema = schemaOf<ImageRequest>(document, "ImageRequest");

/** What comes of a submission: a task, new or known; throws what it is refused with. */
export function submit(
  { headers }: Request,
  content: JsonContent,
  ordered: Order<"apimart"> | undefined,
  tasks: TaskStore,
  stage: Stage,
): Reply {
  const order = orderOf("apimart", ordered, content.json, voice);
  const refused = refusalOf(order);
  if (refused) throw refused;
  const request = validated(content, requestSchema(), voice);
  const name = idempotencyKey(headers);
  const submission = digest(JSON.stringify(request));
  const known = name === undefined ? undefined : tasks.submittedAs(name);
  if (known) {
    if (known.key?.submission === submission) return acceptance(known, headers, { replayed: true });
    throw refusal(409, "This key was used for a request with another body", { code: "idempotency_key_reused" });
  }
  const model = modelFor(document, "*", request.model);
  if (!model) throw voice.noSuchModel(request.model);
  const fault = limitFault(request, model);
  if (fault) throw voice.faulty(fault);
  const task: Task = {
    ...taskFor(request, model, digest(`${stage.seed} apimart ${content.text}`), order, stage),
    ...(name !== undefined && { key: { name, submission } }),
  };
  tasks.add(task);
  const cost = estimateCost(model, areasOf(task), "*");
  return { ...acceptance(task, headers, { replayed: false }), cost };
}

/** Images that fail are not paid for. */
function areasOf({ pictures, scenario }: Task): readonly number[] {
  if (scenario === "content-blocked" || scenario === "task-failed") return [];
  return pictures.map(({ width, height }) => width * height);
}

function taskFor(
  request: ImageRequest,
  model: ModelSpec,
  fingerprint: string,
  order: Order<"apimart"> | undefined,
  stage: Stage,
): Task {
  const { proportion, resolution } = shapeOf(request, model);
  const table = tableOf(resolution, model) ?? {};
  // The proportion of a reference is not known here, since nobody fetches it.
  const sides = pixelsOf(proportion) ?? pixelsOf(table[proportion] ?? table["1:1"] ?? "");
  const [width, height] = sides ?? [1024, 1024];
  const isTransparent = request.background === "transparent";
  const isPng = model.output.selectable && (request.output_format === "png" || isTransparent);
  const style = {
    format: isPng ? "png" : "jpeg",
    width,
    height,
    prompt: request.prompt,
    model: request.model,
    references: request.image_urls?.length ?? 0,
    watermark: request.watermark ?? false,
    transparent: isTransparent,
  } as const;
  const drawn = request.layer_decomposition
    ? layersFor(style, fingerprint)
    : picturesFor(style, countOf(request, model), fingerprint);
  return {
    id: `task_${stage.nextId().slice(0, 26).toUpperCase()}`,
    created: stage.clock.now(),
    duration: stage.latency * drawn.length + (order ? extraDelay(order) : 0),
    pictures: order?.scenario === "expired-link" ? drawn.map(expired) : drawn,
    scenario: order?.scenario,
    // The models with layers say more of their images than the others.
    describesImages: model.native?.includes("layer_decomposition") ?? false,
  };
}
