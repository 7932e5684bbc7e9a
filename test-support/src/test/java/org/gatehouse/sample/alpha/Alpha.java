package org.gatehouse.sample.alpha;

import org.gatehouse.sample.beta.BetaManager;

/** One half of a cycle between features. */
public final class Alpha {

    public BetaManager other() {
        return new BetaManager();
    }
}
