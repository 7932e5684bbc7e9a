package org.gatehouse.chat.upstream;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What of a request its upstream was not told, in the client's own words, for the header {@value #HEADER}. Not for many threads. */
public final class Dropped {

    /** The response header that names it. */
    public static final String HEADER = "x-gatehouse-dropped";

    /** The client chooses some of the names, so that a header could be made longer than proxies take. */
    private static final int MOST_NAMES = 40;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
    private static final String OTHER = "other";

    private final Set<String> names = new LinkedHashSet<>();

    /** Names a member, an item's type or a tool's; what no header can carry, and what is too many, is named {@code other}. */
    public void add(String name) {
        boolean fits = names.size() < MOST_NAMES && NAME.matcher(name).matches();
        names.add(fits ? name : OTHER);
    }

    public void addAll(Collection<String> more) {
        more.forEach(this::add);
    }

    public Set<String> names() {
        return names;
    }

    /** The header's value, or null when nothing was dropped. */
    public @Nullable String header() {
        return names.isEmpty() ? null : String.join(", ", names);
    }
}
