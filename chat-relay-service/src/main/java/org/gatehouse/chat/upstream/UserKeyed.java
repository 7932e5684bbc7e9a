package org.gatehouse.chat.upstream;

import java.util.Optional;

/** An upstream that takes the caller's own key in place of the operator's, where the operator has set it up so. */
public interface UserKeyed extends Upstream {

    /** The name under which callers keep a key for this upstream; empty when their keys are not used. */
    Optional<String> keyName();

    /** Where the key would be sent: scheme, host, and a port unless it is the usual one. */
    String origin();

    /** The same upstream asked with this key. */
    Upstream withKey(String key);
}
