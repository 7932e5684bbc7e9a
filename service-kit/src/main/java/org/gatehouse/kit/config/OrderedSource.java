package org.gatehouse.kit.config;

import io.micronaut.context.env.MapPropertySource;
import java.util.Map;

/** A property source at a place of our choosing in the order of precedence. */
final class OrderedSource extends MapPropertySource {

    private final int order;
    private final PropertyConvention convention;

    OrderedSource(String name, Map<String, Object> values, int order, PropertyConvention convention) {
        super(name, values);
        this.order = order;
        this.convention = convention;
    }

    @Override
    public int getOrder() {
        return order;
    }

    @Override
    public PropertyConvention getConvention() {
        return convention;
    }
}
