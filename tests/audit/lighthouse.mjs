// Addresses and categories as JSON on standard input; scores and what failed as JSON out.
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const unanswered = (lhr) =>
  lhr.runtimeError || Object.values(lhr.categories).some((one) => one.score === null);

const { chrome, pages } = JSON.parse(readFileSync(0, "utf8"));
const browser = await launch({
  chromePath: chrome,
  chromeFlags: [
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
  ],
});
const found = [];
try {
  for (const { url, categories } of pages) {
    const look = async () => (await lighthouse(url, {
      port: browser.port, onlyCategories: categories, output: "json", logLevel: "error",
    })).lhr;
    let lhr = await look();
    // A busy machine paints nothing in time, or leaves an audit without an answer: again, with
    // patience, and then it counts. What an audit did find is never asked for twice.
    for (let pause = 2; unanswered(lhr) && pause <= 8; pause *= 2) {
      await sleep(1000 * pause);
      lhr = await look();
    }
    found.push({
      url,
      error: lhr.runtimeError?.message ?? "",
      scores: Object.fromEntries(
        Object.values(lhr.categories).map((one) => [one.id, Math.round(100 * (one.score ?? 0))]),
      ),
      failed: Object.values(lhr.categories).flatMap((one) =>
        one.auditRefs
          .filter(({ id, weight }) => weight > 0 && (lhr.audits[id].score ?? 1) < 1)
          .map(({ id }) => ({
            category: one.id,
            id,
            title: lhr.audits[id].title,
            value: lhr.audits[id].displayValue ?? "",
            where: (lhr.audits[id].details?.items ?? [])
              .slice(0, 3)
              .map((item) => item.node?.snippet ?? item.source?.url ?? item.description ?? "")
              .filter(Boolean),
          })),
      ),
    });
  }
} finally {
  browser.kill();
}
process.stdout.write(JSON.stringify(found));
