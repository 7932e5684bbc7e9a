package org.gatehouse.gateway.policy;

import org.gatehouse.gateway.proxy.EdgeRequest;
import org.gatehouse.gateway.proxy.ResponseStamp;
import org.gatehouse.gateway.route.Route;

/**
 * One request on its way through the row.
 *
 * @param path as the service knows it
 * @param stamp what every answer to it is given
 */
record Exchange(EdgeRequest request, String path, Route route, ResponseStamp stamp) {

    String target() {
        return request.query().isEmpty() ? path : path + '?' + request.query();
    }
}
