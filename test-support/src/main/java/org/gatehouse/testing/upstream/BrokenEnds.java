package org.gatehouse.testing.upstream;

import static org.gatehouse.testing.upstream.Breakage.closing;
import static org.gatehouse.testing.upstream.Breakage.instead;

import java.util.Map;

/** Answers that end too early, too late, twice, or without saying so. */
final class BrokenEnds {

    static final Map<String, Breakage> KINDS = Map.ofEntries(
            Map.entry("no-end", instead(Good::withoutEnd)),
            Map.entry("no-reason", instead(Good::withoutReason)),
            Map.entry("no-end-no-reason", instead(good -> good.withoutEnd().withoutReason())),
            Map.entry("end-only", instead(Good::onlyEnd)),
            Map.entry(
                    "end-unterminated",
                    instead(good -> good.stream()
                            ? good.withoutEnd().followedBy(good.onlyEnd().text().stripTrailing())
                            : good)),
            Map.entry(
                    "end-twice",
                    instead(good ->
                            good.stream() ? good.followedBy(good.onlyEnd().text()) : good)),
            Map.entry("done-after", instead(good -> good.stream() ? good.followedBy("data: [DONE]\n\n") : good)),
            Map.entry("answer-twice", instead(good -> good.followedBy(good.text()))),
            Map.entry(
                    "cut-before-end", closing((good, wire) -> good.withoutEnd().begin(wire))),
            Map.entry("hold", closing((good, wire) -> {
                good.begin(wire);
                wire.fallSilent();
            })));

    private BrokenEnds() {}
}
