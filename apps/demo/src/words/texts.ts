import type { ClientErrorName, ProviderInfo, StudioErrorName } from "../../server/messages.ts";
import { chineseTitles } from "../../server/titles.ts";
import { formatsOf } from "./formats.ts";

export type Language = "en" | "zh";

/** Every text of the page in a language: a text that lacks one does not compile. */
export function wordsIn(language: Language) {
  const format = language === "en" ? formatsOf("en", ", ") : formatsOf("zh-CN", "、");
  const { number } = format;

  const both = (en: string, zh: string) => (language === "en" ? en : zh);
  const images = (count: number) => both(`${number(count)} ${count === 1 ? "image" : "images"}`, `${number(count)} 张`);
  const runs = (count: number) => both(`${number(count)} ${count === 1 ? "run" : "runs"}`, `${number(count)} 次`);

  return {
    /** As in `lang`. */
    tag: both("en", "zh-CN"),
    name: both("English", "中文"),
    format,
    page: {
      title: both("Seedream Studio", "Seedream 工作室"),
      description: both(
        "Make images with Seedream through the seedream-clients",
        "用 seedream-clients 调用 Seedream 生成图片",
      ),
      request: both("Request", "请求"),
      runs: both("Runs", "记录"),
      make: both("Make", "生成"),
      runsTab: (underWay: number) =>
        underWay === 0
          ? both("Runs", "记录")
          : both(`Runs, ${number(underWay)} under way`, `记录，${number(underWay)} 个进行中`),
      simulator: both("Simulator", "模拟器"),
      simulated: both("Simulated", "模拟"),
      live: both("Live", "正式"),
      theme: both("Light or dark", "浅色或深色"),
      disconnected: both("Not connected", "未连接"),
      dismiss: both("Dismiss", "关闭"),
      notFound: both(
        "The link leads to a run that was deleted, or is kept elsewhere.",
        "链接指向的记录已删除，或不在这台机器上。",
      ),
    },
    provider: {
      title: ({ name, title }: Pick<ProviderInfo, "name" | "title">) => both(title, chineseTitles[name] ?? title),
      noKey: (variable: string) => both(`${variable} not set`, `未设置 ${variable}`),
      notOffered: (model: string) => both(`Does not offer ${model}`, `没有 ${model}`),
    },
    model: {
      title: both("Model", "模型"),
      retiring: (title: string) => both(`${title} (retiring)`, `${title}（即将下线）`),
      retired: (title: string) => both(`${title} (retired)`, `${title}（已下线）`),
    },
    request: {
      prompt: both("Prompt", "提示词"),
      promptHint: both("What should the image show?", "想画什么？"),
      sends: both("sends", "发送"),
      sendTo: both("Send to", "发送到"),
      simulator: both("Simulator, free", "模拟器，免费"),
      live: both("Live, costs money", "正式，计费"),
      images: both("Images", "张数"),
      upTo: (count: number) => both(`up to ${number(count)}`, `最多 ${number(count)}`),
      fewer: both("One fewer", "减一张"),
      more: both("One more", "加一张"),
      options: both("Options", "更多选项"),
      defaults: both("defaults", "默认"),
      seed: both("Seed", "随机种子"),
      withSeed: (seed: number) => both(`seed ${seed}`, `种子 ${seed}`),
      random: both("random", "随机"),
      rewriting: both("Rewriting", "提示词优化"),
      rewritings: {
        standard: both("standard", "标准"),
        fast: both("fast", "快速"),
      },
      asProvider: both("provider default", "服务商默认"),
      format: both("Format", "图片格式"),
      delivery: both("Delivery", "返回方式"),
      deliveries: {
        url: both("Link", "链接"),
        inline: both("Inline", "内联"),
      },
      watermark: both("Watermark", "水印"),
      leftOut: (field: string) => both(`${field}: not accepted here, left out`, `${field}：此处不支持，将略去`),
      refused: (providers: string) => both(`${providers} refuses this request`, `${providers}不接受该请求`),
      choose: both("Tick at least one provider", "请至少选择一家服务商"),
      simulate: (count: number) => both(`Simulate ${images(count)}`, `模拟 ${images(count)}`),
      generate: (count: number) => both(`Generate ${images(count)}`, `生成 ${images(count)}`),
      nothingCharged: (sum: string) => both(`Nothing is charged. Live: up to ${sum}`, `不计费。正式调用：最多 ${sum}`),
      nothingChargedUnknown: both("Nothing is charged. Live: price not known", "不计费。正式调用：价格未知"),
      byPriceLists: both("Up to this sum by the price lists; the bill counts", "按价目表最多此数，以账单为准"),
      upToSum: (sum: string) =>
        both(`Up to ${sum} by the price lists; the bill counts`, `按价目表最多 ${sum}，以账单为准`),
    },
    /** Fields of a request, as issues and warnings name them. */
    fields: {
      prompt: both("Prompt", "提示词"),
      model: both("Model", "模型"),
      images: both("References", "参考图"),
      size: both("Size", "尺寸"),
      count: both("Images", "张数"),
      seed: both("Seed", "随机种子"),
      watermark: both("Watermark", "水印"),
      promptOptimization: both("Rewriting", "提示词优化"),
      "output.format": both("Format", "图片格式"),
      "output.delivery": both("Delivery", "返回方式"),
      stream: both("Streaming", "流式输出"),
    } as Readonly<Record<string, string>>,
    size: {
      title: both("Size", "尺寸"),
      ratio: both("Aspect ratio", "宽高比"),
      resolution: both("Resolution", "分辨率"),
      auto: both("Auto", "自动"),
      pixels: both("Pixels", "像素"),
      keywords: {
        auto: both("auto", "自动"),
        adaptive: both("adaptive", "跟随参考图"),
      },
      modelPicks: both("the model picks the shape", "形状由模型决定"),
      width: both("Width", "宽"),
      height: both("Height", "高"),
      sides: (width: number, height: number) => `${width} × ${height}`,
      inPixels: (width: number, height: number) => both(`${width} × ${height} px`, `${width} × ${height} 像素`),
      byDefault: both("default size", "默认尺寸"),
    },
    references: {
      title: both("References", "参考图"),
      tally: (chosen: number, most: number | undefined) =>
        most === undefined ? both(number(chosen), images(chosen)) : `${number(chosen)} / ${number(most)}`,
      drop: both("Drop, paste, choose or link", "拖入、粘贴、选择或链接"),
      choose: both("Choose files…", "选择文件…"),
      link: both("Link to a reference image", "参考图链接"),
      linkHint: both("https://… link to an image", "https://… 图片链接"),
      add: both("Add", "添加"),
      noLink: both("A link begins with https:// or http://.", "链接须以 http:// 或 https:// 开头。"),
      file: (position: number) => both(`file ${number(position)}`, `文件 ${number(position)}`),
      image: (position: number, name: string) =>
        both(`Reference ${number(position)}: ${name}`, `参考图 ${number(position)}：${name}`),
      remove: both("Remove", "移除"),
      earlier: both("Move forward", "前移"),
      later: both("Move back", "后移"),
      moved: (name: string, position: number, count: number) =>
        both(
          `${name} is now reference ${number(position)} of ${number(count)}.`,
          `${name} 现在是 ${images(count)}中的第 ${number(position)} 张。`,
        ),
      tooHeavy: (position: number, bytes: number, most: number) =>
        both(
          `Reference ${number(position)}: ${format.megabytes(bytes)}; at most ${format.megabytes(most)}`,
          `参考图 ${number(position)} 为 ${format.megabytes(bytes)}，上限 ${format.megabytes(most)}`,
        ),
      tooSmall: (position: number, side: number, least: number) =>
        both(
          `Reference ${number(position)}: side of ${number(side)} px; must be over ${number(least)}`,
          `参考图 ${number(position)} 的边长为 ${number(side)} 像素，须大于 ${number(least)}`,
        ),
      tooLarge: (position: number, pixels: number, most: number) =>
        both(
          `Reference ${number(position)}: ${number(pixels)} pixels; at most ${number(most)}`,
          `参考图 ${number(position)} 共 ${number(pixels)} 像素，上限为 ${number(most)}`,
        ),
      tooLong: (position: number, shape: number, least: number, most: number) =>
        both(
          `Reference ${number(position)}: sides ${format.ratio(shape)}; accepted ${format.ratio(least)} to ${format.ratio(most)}`,
          `参考图 ${number(position)} 的宽高比为 ${format.ratio(shape)}，须为 ${format.ratio(least)} 至 ${format.ratio(most)}`,
        ),
      failed: both("The image cannot be read as a reference.", "无法将这张图片用作参考图。"),
    },
    price: {
      free: both("free", "免费"),
      costs: both("costs money", "会计费"),
      whenLive: (sum: string) => both(`${sum} when live`, `正式调用 ${sum}`),
      freeWhenLive: (sum: string) => both(`free, ${sum} when live`, `免费，正式调用 ${sum}`),
      unknown: both("price not known", "价格未知"),
      more: (sum: string, providers: number) =>
        both(`${sum} + ${number(providers)} not known`, `${sum} + ${number(providers)} 家未知`),
      notCharged: both("not charged", "未计费"),
      mayBeCharged: both("may be charged", "可能已计费"),
      basis: (asOf: string) =>
        both(
          `By the price list of ${format.date(asOf)}; the provider's bill is what counts`,
          `按${format.date(asOf)}的价目表估算，以服务商账单为准`,
        ),
    },
    spent: {
      title: both("Spent today", "今日花费"),
      nothing: both("nothing", "无"),
      liveOnly: both("Live only", "仅正式调用"),
      inAll: both("In all", "累计"),
      unknown: (count: number) => both(`${images(count)}, not known`, `${images(count)}，未知`),
      basis: both("By the price lists; the providers' bills count.", "按价目表估算，以服务商账单为准。"),
      mayBeCharged: (count: number) =>
        both(
          `${runs(count)} may have been charged and ${count === 1 ? "is" : "are"} not in the sums.`,
          `另有 ${runs(count)}可能已计费，未计入。`,
        ),
      none: both("Nothing was sent live yet.", "还没有正式调用。"),
    },
    welcome: {
      title: both("Nothing made yet", "还没有作品"),
      begin: both("Write a prompt, or begin with one of these.", "写一段提示词，或者从下面选一条开始。"),
      examples: [
        {
          prompt: both(
            "A lighthouse on a basalt cliff at dawn, long exposure, soft fog over the sea",
            "黎明时分玄武岩悬崖上的灯塔，长曝光，海面薄雾",
          ),
          ratio: "3:4",
          count: 1,
        },
        {
          prompt: both(
            "Four postcards of the same mountain village, one for each season",
            "同一座山村的四张明信片，春夏秋冬各一张",
          ),
          ratio: "3:2",
          count: 4,
        },
        {
          prompt: both(
            "Paper-cut illustration of a fox reading under a ginkgo tree",
            "剪纸风格插画：银杏树下读书的狐狸",
          ),
          ratio: "1:1",
          count: 1,
        },
      ],
      failing: {
        prompt: `[scenario:one-image-blocked] ${both("A street market at night, in the rain", "雨夜的街边集市")}`,
        ratio: "16:9",
        count: 2,
      },
      shape: (ratio: string, count: number) => both(`${ratio}, ${images(count)}`, `${ratio}，${images(count)}`),
      blocked: (ratio: string) => both(`${ratio}, one blocked`, `${ratio}，一张被拦`),
      simulator: both(
        "The simulator draws what was asked for instead of painting it, and costs nothing. A scenario in brackets makes it fail the way a provider does.",
        "模拟器只画出示意图，不真正作画，也不计费。方括号里的场景名会让它像服务商那样出错。",
      ),
      live: both("Live: each image costs money.", "正式调用：每张图都会计费。"),
    },
    runs: {
      search: both("Search the runs", "搜索记录"),
      searchHint: both("Prompts, models, providers", "提示词、模型、服务商"),
      nothing: both("No run matches.", "没有找到相符的记录。"),
      older: both("Older runs", "更早的记录"),
      today: both("Today", "今天"),
      yesterday: both("Yesterday", "昨天"),
      tally: (count: number, made: number) =>
        both(`${runs(count)}, ${images(made)}`, `${runs(count)}，${images(made)}`),
      show: both("Show", "显示"),
      all: both("All", "全部"),
      running: (runs: number) => both(`Running ${number(runs)}`, `进行中 ${number(runs)}`),
      failedRuns: (runs: number) => both(`Failed ${number(runs)}`, `失败 ${number(runs)}`),
      onlyOne: both("One run, by its link", "链接指向的记录"),
      showAll: both("Show all", "显示全部"),
      received: (made: number, expected: number) => `${number(made)} / ${number(expected)}`,
      /** Said to screen readers before the numbers. */
      states: {
        running: both("Running", "进行中"),
        done: both("Done", "已完成"),
        part: both("Done in part", "部分完成"),
        failed: both("Failed", "失败"),
        lost: both("Connection lost", "连接已断开"),
        cancelled: both("Cancelled", "已取消"),
      },
      image: (position: number) => both(`Image ${number(position)}`, `第 ${number(position)} 张`),
      imageOf: (position: number, prompt: string) =>
        both(`Image ${number(position)}: ${prompt}`, `第 ${number(position)} 张：${prompt}`),
      imageFailed: (position: number) => both(`Image ${number(position)} failed`, `第 ${number(position)} 张失败`),
      open: (position: number) => both(`Open image ${number(position)}`, `查看第 ${number(position)} 张`),
      making: (seconds: string) => both(`in the making, ${seconds}`, `生成中，${seconds}`),
      task: (percent: string) => both(`task at ${percent}`, `任务进度 ${percent}`),
      waiting: both("waiting", "排队中"),
      notMade: both("not made", "未生成"),
      progress: both("Progress", "进度"),
      again: both("Again", "再来一次"),
      againHint: both("Fills the form with this request; sends nothing", "把该请求填入表单，不会发送"),
      wait: both("Wait again", "继续等待"),
      cancel: both("Cancel", "取消"),
      cancelHint: both(
        "Ends this run. What the provider has accepted is billed",
        "结束这一次。服务商已接受的部分仍会计费",
      ),
      cancelOf: (provider: string) => both(`Cancel the run at ${provider}`, `取消${provider}的这一次`),
      reference: both("As reference", "用作参考图"),
      useAsReference: both("Use as reference", "用作参考图"),
      noRoom: both(
        "More images than the model accepts as references; choose one",
        "图片多于该模型可用的参考图数，请选一张",
      ),
      copy: both("Copy", "复制"),
      code: "TypeScript",
      curl: "curl",
      wire: both("Wire, key redacted", "网络报文（密钥已脱敏）"),
      showAllThree: both("Show all three here", "在此展开三者"),
      hideListings: both("Hide the listings", "收起"),
      copied: both("Copied", "已复制"),
      copyOf: (name: string) => both(`Copy ${name}`, `复制 ${name}`),
      downloadAll: both("Download all", "全部下载"),
      download: both("Download", "下载"),
      permalink: both("Copy the link to this run", "复制该记录的链接"),
      delete: both("Delete", "删除"),
      deleteForGood: both("Delete for good?", "确定删除？"),
      sent: (position: number) => both(`Request ${number(position)}`, `请求 ${number(position)}`),
      answered: (position: number) => both(`Response ${number(position)}`, `响应 ${number(position)}`),
      times: (times: number) => both(`(${number(times)} times)`, `（共 ${number(times)} 次）`),
      noAnswer: both("no response", "没有响应"),
      notText: both("(not text)", "（非文本内容）"),
      noCalls: both("Nothing went over the wire.", "没有发出任何网络请求。"),
      noPicture: both("Not an image", "这不是一张图片"),
      warnings: both("Warnings", "提示"),
      details: both("Details", "详细信息"),
      compared: (providers: number) =>
        both(`${number(providers)} providers compared`, `${number(providers)} 家服务商对比`),
      fastest: (seconds: string) => both(`${seconds}, fastest`, `${seconds}，最快`),
      lost: both("Connection lost. The run goes on.", "连接已断开，生成仍在继续。"),
      lostWhy: (seconds: number) =>
        both(
          `The studio's server waits for it and saves what arrives. Nothing is sent twice. Next try in ${number(seconds)} s.`,
          `工作室服务会继续等待并保存到达的图片，不会重复发送。${number(seconds)} 秒后重试。`,
        ),
      tryNow: both("Try now", "立即重试"),
    },
    box: {
      title: (position: number, count: number) =>
        both(`Image ${number(position)} of ${number(count)}`, `第 ${number(position)} 张，共 ${images(count)}`),
      zoom: both("Zoom", "缩放"),
      fit: both("Fit", "适合"),
      facts: both("Facts", "信息"),
      close: both("Close", "关闭"),
      previous: both("Previous", "上一张"),
      next: both("Next", "下一张"),
      provider: both("Provider", "服务商"),
      madeIn: both("Made in", "用时"),
      cost: both("Cost", "费用"),
      when: both("When", "时间"),
      request: both("Request", "请求编号"),
    },
    keys: {
      title: both("Keyboard", "键盘快捷键"),
      groups: {
        anywhere: both("Anywhere but in fields", "输入框之外"),
        form: both("In the form", "表单中"),
        gallery: both("On a picture", "选中图片时"),
        box: both("In the lightbox", "大图中"),
      },
      search: both("Search", "搜索"),
      list: both("This list", "本列表"),
      send: both("Send", "发送"),
      open: both("Open", "打开"),
      turn: both("Previous, next picture", "上一张、下一张"),
      turnRun: both("Previous, next run", "上一次、下一次"),
      fit: both("Fit, full size", "适合、原尺寸"),
    },
    errors: {
      /** What each error of the clients means, in a few words. */
      client: {
        AbortedError: both("Cancelled", "已取消"),
        AuthenticationError: both("The key was refused", "密钥未通过验证"),
        ConnectionError: both("No connection", "无法连接"),
        ContentPolicyError: both("Held back by moderation", "未通过内容审核"),
        DownloadError: both("The image could not be fetched", "图片下载失败"),
        InvalidRequestError: both("The request breaks a rule", "请求不符合规则"),
        NotFoundError: both("Not found", "未找到"),
        OutcomeUnknownError: both("Outcome unknown", "结果未知"),
        PaymentRequiredError: both("The account is out of funds", "账户余额不足"),
        PermissionDeniedError: both("The key may not do this", "密钥没有此权限"),
        RateLimitError: both("Too many requests", "请求过于频繁"),
        SeedreamError: both("It failed", "出错了"),
        ServerError: both("The provider failed", "服务商出错"),
        StreamInterruptedError: both("The response broke off", "响应中断"),
        TaskFailedError: both("The task failed", "任务失败"),
        TaskTimeoutError: both("The task takes longer than the wait", "任务用时超过等待上限"),
        TimeoutError: both("It took too long", "超时"),
      } satisfies Record<ClientErrorName, string>,
      /** What goes wrong in the studio itself, and what to do. */
      studio: {
        CrossSiteError: both("The studio answers its own page only.", "工作室只接受来自本页面的请求。"),
        NoTaskError: both("This run has no task to wait for.", "这条记录没有可以继续等待的任务。"),
        RunUnderWayError: both("This run is under way; cancel it first.", "正在生成，请先取消。"),
        StudioFailedError: both("The studio's server sent an unexpected response.", "工作室服务返回了意外的内容。"),
        StudioStoppedError: both(
          "The studio stopped while this ran, and this provider has no task to wait for again.",
          "生成期间工作室停止了，而该服务商没有可以继续等待的任务。",
        ),
        StudioUnreachableError: both(
          "The studio's server does not answer; start it again with pnpm demo.",
          "工作室服务没有响应；请用 pnpm demo 重新启动。",
        ),
        UnknownImageError: both("This image is not known, or it was deleted.", "找不到这张图片，可能已删除。"),
        UnknownRunError: both("This run is not known, or it was deleted.", "找不到这条记录，可能已删除。"),
      } satisfies Record<StudioErrorName, string>,
      ofStudio: both("The studio could not do it", "工作室未能完成操作"),
      mayBeCharged: (provider: string) =>
        both(
          `It may have been charged. Ask ${provider} with this id before you repeat it.`,
          `可能已经计费。重试前请凭此编号向${provider}确认。`,
        ),
      mightBeCharged: both("On the live provider it might have been charged.", "若是正式调用，可能已经计费。"),
      nothingSent: both("Nothing was sent, nothing was charged.", "请求没有发出，未计费。"),
      safeToRepeat: both("Not charged. Trying again is safe.", "未计费，可以放心重试。"),
      notCharged: both("Not charged.", "未计费。"),
      status: both("Status", "状态码"),
      code: both("Code", "错误码"),
      clientRequest: both("Client request", "客户端请求编号"),
      kind: both("Error", "错误类型"),
    },
  };
}

export type Words = ReturnType<typeof wordsIn>;
