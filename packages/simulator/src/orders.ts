import { type CallMatch, type IncomingCall, matches } from "./call-match.ts";
import { type AnyOptions, checkOptions } from "./scenario-options.ts";
import { isScenario, noSuchScenario, type ProviderName, type Scenario } from "./scenarios.ts";

/** More orders than that are a mistake, or a flood. */
const MOST_ORDERS = 1000;

/** A scenario that was ordered, with what was said about it. */
export interface Order<P extends ProviderName = ProviderName> extends AnyOptions {
  readonly scenario: Scenario<P>;
}

interface MatchedOrder {
  readonly match: CallMatch;
  readonly order: Order;
}

/** The scenarios that were ordered: for the next calls, for those that match, and for all of a provider. */
export class OrderBook {
  readonly #next = new Map<ProviderName, Order[]>();
  readonly #when = new Map<ProviderName, MatchedOrder[]>();
  readonly #always = new Map<ProviderName, Order>();

  next<P extends ProviderName>(provider: P, scenario: Scenario<P>, options: AnyOptions = {}): void {
    const order = orderFor(provider, scenario, options);
    this.#next.set(provider, withOneMore(this.#next.get(provider), order));
  }

  when<P extends ProviderName>(provider: P, match: CallMatch, scenario: Scenario<P>, options: AnyOptions = {}): void {
    const order = orderFor(provider, scenario, options);
    this.#when.set(provider, withOneMore(this.#when.get(provider), { match, order }));
  }

  always<P extends ProviderName>(provider: P, scenario: Scenario<P> | undefined, options: AnyOptions = {}): void {
    if (scenario === undefined) this.#always.delete(provider);
    else this.#always.set(provider, orderFor(provider, scenario, options));
  }

  /** Names of the scenarios that wait for the next calls of a provider, and of the one that always happens. */
  waiting(provider: ProviderName): { readonly next: readonly string[]; readonly always: string | undefined } {
    const next = (this.#next.get(provider) ?? []).map(({ scenario }) => scenario);
    return { next, always: this.#always.get(provider)?.scenario };
  }

  /**
   * What happens to a call: the first in line, else the first order that it matches, else what always happens. The
   * first in line stays there when the call is not one that it can happen to.
   */
  take<P extends ProviderName>(
    provider: P,
    call: IncomingCall,
    accepts: (scenario: Scenario<P>) => boolean = () => true,
  ): Order<P> | undefined {
    const fits = (order: Order | undefined): order is Order<P> =>
      order !== undefined && isScenario(provider, order.scenario) && accepts(order.scenario);
    const line = this.#next.get(provider) ?? [];
    const [first] = line;
    if (fits(first)) {
      line.shift();
      return first;
    }
    const matched = this.#when.get(provider)?.find(({ match, order }) => fits(order) && matches(match, call))?.order;
    if (fits(matched)) return matched;
    const always = this.#always.get(provider);
    return fits(always) ? always : undefined;
  }

  clear(): void {
    this.#next.clear();
    this.#when.clear();
    this.#always.clear();
  }
}

function orderFor<P extends ProviderName>(provider: P, scenario: Scenario<P>, options: AnyOptions): Order<P> {
  if (!isScenario(provider, scenario)) throw new RangeError(noSuchScenario(provider, scenario));
  checkOptions(options);
  return { scenario, ...options };
}

function withOneMore<T>(line: readonly T[] = [], order: T): T[] {
  if (line.length < MOST_ORDERS) return [...line, order];
  throw new RangeError(`${MOST_ORDERS} scenarios wait already: call reset(), or always() for one that is to stay`);
}
