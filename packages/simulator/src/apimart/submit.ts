import { estimateCost, type ModelSpec } from "@seedream-clients/core";
import type { ProviderContext } from "../context.ts";
import { document } from "../generated/apimart.ts";
import { digest } from "../hash.ts";
import { type JsonContent, validated } from "../json-request.ts";
import { layersFor } from "../layers.ts";
import type { MockResponse } from "../mock-response.ts";
import { requestedModel } from "../models.ts";
import { expired, picturesFor } from "../pictures.ts";
import { pixelsOf } from "../pixels.ts";
import type { Received } from "../route.ts";
import { extraDelay } from "../scenario-options.ts";
import type { QueuedScenario } from "../scenario-queue.ts";
import { schemaOf } from "../schema.ts";
import type { TaskStore } from "../tasks.ts";
import { limitIssue } from "./checks.ts";
import { countOf, type ImageRequest, shapeOf, tableOf } from "./request.ts";
import { refuseAs } from "./scenario-refusal.ts";
import type { APIMartScenario } from "./scenarios.ts";
import { acceptance, idempotencyKey } from "./submission.ts";
import type { ImageTask } from "./task.ts";
import { refusal, wire } from "./wire.ts";

const requestSchema = schemaOf<ImageRequest>(document, "ImageRequest");

/**
 * Accepts a submission: makes a task, or finds the one of its idempotency key.
 *
 * @throws {Refusal} for an invalid request.
 */
export function submit(
  { request: { headers }, content, queued }: Received<APIMartScenario, JsonContent>,
  tasks: TaskStore<ImageTask>,
  context: ProviderContext,
): MockResponse {
  refuseAs(queued);
  const request = validated(content, requestSchema(), wire);
  const name = idempotencyKey(headers);
  const submission = digest(JSON.stringify(request));
  const known = name === undefined ? undefined : tasks.submittedAs(name);
  if (known) {
    if (known.submission === submission) return acceptance(known.task.id, headers, { replayed: true });
    throw refusal(409, "This key was used for a request with another body", { code: "idempotency_key_reused" });
  }
  const model = requestedModel(request, document, wire, "*");
  const issue = limitIssue(request, model);
  if (issue) throw wire.invalidRequest(issue);
  const task = taskFor(request, model, digest(`${context.seed} ${context.provider} ${content.text}`), queued, context);
  tasks.add(task, name === undefined ? undefined : { name, submission });
  const cost = estimateCost(model, areasOf(task), "*", request.image_urls?.length);
  return { ...acceptance(task.id, headers, { replayed: false }), cost };
}

/** Returns the areas of the images that are charged. A failed task is free. */
function areasOf({ pictures, scenario }: ImageTask): readonly number[] {
  if (scenario === "content-blocked" || scenario === "task-failed") return [];
  return pictures.map(({ width, height }) => width * height);
}

function taskFor(
  request: ImageRequest,
  model: ModelSpec,
  fingerprint: string,
  queued: QueuedScenario<APIMartScenario> | undefined,
  context: ProviderContext,
): ImageTask {
  const { aspectRatio, resolution } = shapeOf(request, model);
  const table = tableOf(resolution, model) ?? {};
  // The aspect ratio of a reference is unknown, because references are not fetched.
  const sides = pixelsOf(aspectRatio) ?? pixelsOf(table[aspectRatio] ?? table["1:1"] ?? "");
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
    id: `task_${context.nextId().slice(0, 26).toUpperCase()}`,
    created: context.clock.now(),
    duration: context.latency * drawn.length + (queued ? extraDelay(queued) : 0),
    pictures: queued?.scenario === "expired-link" ? drawn.map(expired) : drawn,
    scenario: queued?.scenario,
    // The results of the models with layers have more fields than the others.
    describesImages: model.native?.includes("layer_decomposition") ?? false,
  };
}
