import type { ClientErrorName, ProviderInfo, StudioErrorName } from "../../server/messages.ts";
import type { BrokenRule } from "../references/limits.ts";
import type { SizeForm, SizeProblem } from "../size/size.ts";
import { formatsOf } from "./formats.ts";

const format = formatsOf("en", ", ");
const { number } = format;
const megapixels = (pixels: number) => `${number(Math.round(pixels / 1e4) / 100)} megapixels`;

export const en = {
  /** As in `lang`. */
  tag: "en",
  name: "English",
  format,
  page: {
    title: "Seedream Studio",
    description: "Make images with Seedream through the seedream-clients",
    request: "Request",
    results: "Results",
    simulated: "Simulator: nothing here costs money",
    live: (provider: string) => `Live on ${provider}: each image costs money`,
  },
  provider: {
    title: ({ title }: Pick<ProviderInfo, "name" | "title">) => title,
    option: (title: string, live: boolean) => `${title} ${live ? "(live, costs money)" : "(simulator)"}`,
    ran: (title: string, live: boolean) => `${title}, ${live ? "live" : "simulated"}`,
    noModels: (title: string) => `${title} offers no model.`,
  },
  model: {
    retiring: (title: string) => `${title} (retiring)`,
    retired: (title: string) => `${title} (retired)`,
    abilities: "What this model can do",
    anyPixels: "any pixels in range",
    references: (most: number | undefined) =>
      most === undefined ? "any number of references" : `${number(most)} ${most === 1 ? "reference" : "references"}`,
    noReferences: "no references",
    group: (most: number) => `groups of ${number(most)}`,
    single: "one image",
    streams: "streams",
    doesNotStream: "no streaming",
    price: (sum: string) => `${sum} an image`,
    noPrice: "price not known",
  },
  request: {
    prompt: "Prompt",
    promptHint: "What should the image show?",
    provider: "Provider",
    model: "Model",
    images: "Images",
    upTo: (count: number) => `up to ${number(count)}`,
    oneOnly: (model: string) => `${model} makes one image a request.`,
    needsReference: (model: string) => `${model} makes several only with at least one reference image.`,
    wordNeedsReference: (word: string) => `"${word}" takes its shape from a reference image; add one.`,
    together: (sum: number, most: number) =>
      `${number(sum)} reference images and images to make; the model takes ${number(most)} together.`,
    togetherAdvised: (sum: number, most: number) =>
      `${number(sum)} reference images and images to make; above ${number(most)} together there may come fewer.`,
    seed: "Seed",
    random: "random",
    rewriting: "Rewriting",
    rewritings: { standard: "standard", fast: "fast" },
    asProvider: "as the provider does unasked",
    format: "Format",
    delivery: "Delivery",
    deliveries: { url: "Link", inline: "Inline" },
    deliveryHints: {
      url: "The answer has a link to each image, good for 24 hours; the studio saves the file at once.",
      inline: "The answer has the images in it; there is nothing to fetch afterwards.",
    },
    watermark: "Watermark",
    generate: "Generate",
    generating: "Generating…",
    cancel: "Cancel",
  },
  size: {
    title: "Size",
    by: "Size by",
    forms: { ratio: "Proportion", tier: "Resolution", pixels: "Pixels" } satisfies Record<SizeForm, string>,
    ratio: "Proportion",
    resolution: "Resolution",
    keywords: { auto: "auto", adaptive: "adaptive" },
    modelPicks: "The model picks the shape; say in the prompt if it matters.",
    width: "Width",
    height: "Height",
    pixels: (width: number, height: number) => `${width} × ${height} px`,
    budget: "Pixel budget",
    area: (area: number) => `${number(area)} pixels`,
    range: (least: number, most: number) => `${number(least)} to ${number(most)}`,
    byDefault: "default size",
    broken(problem: SizeProblem, model: string): string {
      if (problem.rule === "pixels") {
        const { value, least, most } = problem;
        return `${number(value)} pixels; ${model} takes ${number(least)} to ${number(most)}.`;
      }
      const { value, least, most } = problem;
      return `The sides are ${format.ratio(value)}; ${model} takes ${format.ratio(least)} to ${format.ratio(most)}.`;
    },
  },
  references: {
    title: "Reference images",
    tally: (chosen: number, most: number | undefined) =>
      most === undefined ? number(chosen) : `${number(chosen)} of ${number(most)}`,
    none: (model: string) => `${model} takes no reference images.`,
    drop: "Drop or paste images here, or",
    choose: "choose files",
    link: "Link to a reference image",
    linkHint: "https://… link to an image",
    add: "Add",
    noLink: "A link begins with https:// or http://.",
    file: (position: number) => `file ${number(position)}`,
    image: (position: number, name: string) => `Image ${number(position)}: ${name}`,
    remove: (position: number, name: string) => `Remove image ${number(position)}, ${name}`,
    earlier: (position: number, name: string) => `Move image ${number(position)}, ${name}, forward`,
    later: (position: number, name: string) => `Move image ${number(position)}, ${name}, back`,
    moved: (name: string, position: number, count: number) =>
      `${name} is now image ${number(position)} of ${number(count)}.`,
    limits: {
      bytes: (most: number) => `${format.megabytes(most)} each`,
      side: (least: number) => `sides over ${number(least)} px`,
      pixels: (most: number) => `at most ${megapixels(most)}`,
      ratio: (least: number, most: number) => `sides ${format.ratio(least)} to ${format.ratio(most)}`,
    },
    broken(rule: BrokenRule): string {
      switch (rule.rule) {
        case "most":
          return `No. ${number(rule.value)}; at most ${number(rule.most)}`;
        case "advised":
          return `No. ${number(rule.value)}; ${number(rule.most)} documented`;
        case "bytes":
          return `${format.megabytes(rule.value)}; at most ${format.megabytes(rule.most)}`;
        case "format":
          return `${rule.value.toUpperCase()} is not taken`;
        case "side":
          return `A side of ${number(rule.value)} px; must be over ${number(rule.least)}`;
        case "pixels":
          return `${megapixels(rule.value)}; at most ${megapixels(rule.most)}`;
        case "ratio":
          return `Sides ${format.ratio(rule.value)}; ${format.ratio(rule.least)} to ${format.ratio(rule.most)}`;
      }
    },
  },
  price: {
    free: "Free",
    costs: "Costs money",
    upTo: (sum: string) => `up to ${sum}`,
    whenLive: (sum: string) => `${sum} when live`,
    about: (sum: string) => `about ${sum}`,
    unknown: "price not known",
    more: (providers: number) => `${number(providers)} not known`,
    basis: (asOf: string) => `By the price list of ${format.date(asOf)}; the provider's bill is what counts`,
  },
  compare: {
    with: "Compare with",
    title: "Comparison",
    table: "Time, size and cost",
    card: (provider: string, prompt: string) => `${provider}: ${prompt}`,
    provider: "Provider",
    time: "Time",
    images: "Images",
    size: "Size",
    cost: "Cost",
    warnings: "Warnings",
    none: "none",
    underWay: "under way",
  },
  welcome: {
    title: "Nothing made yet",
    begin: "Write a prompt, or begin with one of these.",
    prompts: [
      "A lighthouse on a basalt cliff at dawn, long exposure, soft fog over the sea",
      "Four postcards of the same mountain village, one for each season",
      "Paper-cut illustration of a fox reading under a ginkgo tree",
    ],
    failing: "[scenario:one-image-blocked] A street market at night, in the rain",
    simulator:
      "The simulator draws what was asked for instead of painting it. A scenario in brackets makes it fail the way a provider does.",
  },
  runs: {
    search: "Search the runs",
    searchHint: "Search prompts, models, providers",
    nothing: "No run has this in it.",
    older: "Older runs",
    sending: "Sending…",
    unsent: "New request",
    received: (images: number, expected: number) => `${number(images)} of ${number(expected)} received`,
    failed: (images: number) => `${number(images)} failed`,
    finished: "Finished.",
    progress: "Progress",
    /** What providers call the states of a task; others are shown as they come. */
    states: {
      submitted: "submitted",
      pending: "waiting",
      queued: "waiting",
      processing: "in the making",
      in_progress: "in the making",
      running: "in the making",
      completed: "done",
    } as Readonly<Record<string, string>>,
    image: (position: number) => `Image ${number(position)}`,
    imageOf: (position: number, prompt: string) => `Image ${number(position)}: ${prompt}`,
    beingMade: (position: number) => `Image ${number(position)} is being made`,
    imageFailed: (position: number) => `Image ${number(position)} failed`,
    open: (position: number) => `Open image ${number(position)} in full size`,
    download: "Download",
    downloadOf: (position: number) => `Download image ${number(position)}`,
    noPicture: "It is no picture.",
    notSaved: (reason: string) => `Not saved: ${reason}`,
    providersLink: "The provider's link",
    warnings: "Warnings",
    code: "TypeScript",
    wire: "Wire",
    copyCode: "Copy the TypeScript",
    copyWire: "Copy as text",
    copied: "Copied",
    sent: (position: number) => `Request ${number(position)}`,
    answered: (position: number) => `Response ${number(position)}`,
    times: (times: number) => `(${number(times)} times)`,
    noAnswer: "no answer",
    notText: "(not text)",
    noCalls: "Nothing went over the wire.",
    wait: "Wait again",
    reuse: "Reuse",
    delete: "Delete",
    deleteForGood: "Delete for good?",
  },
  errors: {
    /** What each error of the clients means, in a few words. */
    client: {
      AbortedError: "Cancelled",
      AuthenticationError: "The key was refused",
      ConnectionError: "No connection",
      ContentPolicyError: "Held back by moderation",
      DownloadError: "The image could not be fetched",
      InvalidRequestError: "The request breaks a rule",
      NotFoundError: "Not found",
      OutcomeUnknownError: "What became of it is not known",
      PaymentRequiredError: "The account is out of funds",
      PermissionDeniedError: "The key may not do this",
      RateLimitError: "Too many requests",
      SeedreamError: "It failed",
      ServerError: "The provider failed",
      StreamInterruptedError: "The answer broke off",
      TaskFailedError: "The task failed",
      TaskTimeoutError: "The task takes longer than the wait",
      TimeoutError: "It took too long",
    } satisfies Record<ClientErrorName, string>,
    /** What goes wrong in the studio itself, and what to do. */
    studio: {
      BodyTooLargeError: "The request is larger than the studio takes; use fewer or smaller images, or link them.",
      CrossSiteError: "The studio answers its own page only.",
      NoTaskError: "This run has no task to wait for.",
      RunUnderWayError: "This run is under way; cancel it first.",
      StudioFailedError: "The studio's server answered with something else than expected.",
      StudioStoppedError: "The studio stopped while this ran, and this provider has no task to wait for again.",
      StudioUnreachableError: "The studio's server does not answer; start it again with `pnpm demo`.",
      UnknownImageError: "This image is not known, or it was deleted.",
      UnknownProviderError: "This provider is not offered here any more; reload the page for those that are.",
      UnknownRunError: "This run is not known, or it was deleted.",
    } satisfies Record<StudioErrorName, string>,
    ofStudio: "The studio could not do it",
    other: "It failed",
    mayBeCharged: "It may have been charged: ask the provider, with the ids below, before you repeat it.",
    mightBeCharged: "On the live provider it might have been charged.",
    nothingSent: "Nothing was sent, nothing was charged.",
    safeToRepeat: "Not charged; trying again is safe.",
    notCharged: "Not charged.",
    details: "Details",
    status: "Status",
    code: "Code",
    request: "Request",
    clientRequest: "Client request",
  },
};

/** Every text of the page: a language that lacks one does not compile. */
export type Words = typeof en;
