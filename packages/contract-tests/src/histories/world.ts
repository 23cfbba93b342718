import type { Clock } from "@seedream-clients/core";

/** A step of some process that waits to be let through. */
interface Gate {
  readonly process: Process;
  readonly open: () => void;
}

interface Timer {
  readonly process: Process;
  readonly due: number;
  readonly callback: () => void;
}

/** A process of the system under test. All that it awaits outside of its memory goes through the world. */
export interface Process {
  readonly name: string;
  readonly clock: Clock;
  isAlive: boolean;
  /** Whether it sleeps, as SIGSTOP has it: nothing of it goes on until it wakes, and the time does. */
  isAsleep: boolean;
  /** Transactions that are to fail from now on. */
  failures: number;
  /** Whether its disk has ever failed: it may know what it could not record. */
  hasFailed: boolean;
  /** Resolves when the history lets the step through; never once the process is killed. */
  gate(): Promise<void>;
}

/** Time, and the order in which things happen: both are the history's to decide. */
export class World {
  /** What clocks show. */
  now: number = Date.UTC(2026, 0, 1);
  /** What timers count. */
  #elapsed = 0;
  readonly processes: Process[] = [];
  #gates: Gate[] = [];
  /** Work that real files and servers do. */
  readonly #outside = new Set<Promise<unknown>>();
  readonly #timers = new Set<Timer>();

  process(name: string): Process {
    const process: Process = {
      name,
      isAlive: true,
      isAsleep: false,
      failures: 0,
      hasFailed: false,
      gate: () => new Promise((open) => this.#gates.push({ process, open })),
      clock: {
        now: () => this.now,
        after: (ms, callback) => {
          const timer = { process, due: this.#elapsed + ms, callback };
          if (process.isAlive) this.#timers.add(timer);
          return () => this.#timers.delete(timer);
        },
      },
    };
    this.processes.push(process);
    return process;
  }

  /** Ends a process as SIGKILL does: whatever it awaits never comes. */
  kill(process: Process): void {
    process.isAlive = false;
    this.#gates = this.#gates.filter((gate) => gate.process !== process);
    for (const timer of this.#timers) if (timer.process === process) this.#timers.delete(timer);
  }

  /** Lets one step through, and waits until all is quiet. Returns whether there was one. */
  async open(choice: number): Promise<boolean> {
    const ready = this.#gates.filter(({ process }) => !process.isAsleep);
    const gate = ready[choice % Math.max(1, ready.length)];
    if (gate) this.#gates.splice(this.#gates.indexOf(gate), 1);
    gate?.open();
    await this.quiet();
    return gate !== undefined;
  }

  /** Has time pass; less than none sets the clocks back. Timers expire one by one, in their order. */
  async move(ms: number): Promise<void> {
    this.now += ms;
    this.#elapsed += Math.max(0, ms);
    for (const timer of this.#due()) {
      if (!this.#timers.delete(timer)) continue;
      timer.callback();
      await this.quiet();
    }
  }

  /** Has all that waits come to its end, the time going on as it needs to. */
  async finish(isOver: () => boolean): Promise<void> {
    let idle = 0;
    for (let steps = 0; !isOver(); steps++) {
      if (steps > 20_000) throw new Error("The history has no end");
      if (await this.open(0)) continue;
      const [next] = [...this.#timers].sort((a, b) => a.due - b.due);
      if (next) await this.move(Math.max(0, next.due - this.#elapsed));
      // Work of another thread, such as a digest, may still be on its way.
      else if (idle++ < 200) await new Promise((resolve) => setTimeout(resolve, 5));
      else throw new Error("Nothing is awaited any more, and the history has not ended");
    }
  }

  /** Has all that happens wait for work that takes real time. */
  outside<T>(work: Promise<T>): Promise<T> {
    const end = () => {
      this.#outside.delete(settled);
    };
    const settled: Promise<void> = work.then(end, end);
    this.#outside.add(settled);
    return work;
  }

  #due(): Timer[] {
    return [...this.#timers]
      .filter(({ due, process }) => due <= this.#elapsed && !process.isAsleep)
      .sort((a, b) => a.due - b.due);
  }

  /** Waits until all that can go on has gone on. */
  async quiet(): Promise<void> {
    for (let turn = 0; turn < 3; turn++) {
      while (this.#outside.size > 0) await Promise.all(this.#outside);
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}
