package org.gatehouse.gateway.limit;

/** One bucket: a limit that changes its number begins anew. */
record BucketKey(String group, Subject subject, int perMinute) {

    /** Its name in a store that others may use, too. */
    String storeKey() {
        var whose = switch (subject) {
            case Subject.Account(var id) -> "account:" + id;
            case Subject.Key(var id) -> "key:" + id;
            case Subject.Network(var prefix, var ipv6) -> (ipv6 ? "net6:" : "net4:") + Long.toHexString(prefix);
            case Subject.Everybody() -> "all";
        };
        return "gatehouse:limit:" + group + ':' + perMinute + ':' + whose;
    }
}
