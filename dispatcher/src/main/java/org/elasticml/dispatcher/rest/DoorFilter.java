package org.elasticml.dispatcher.rest;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ResourceInfo;
import org.elasticml.dispatcher.door.Door;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Asks for an API key, before anything of a request but its headers was read. It stands behind the choice of the resource, so
 * that there is one reading of a path only.
 */
class DoorFilter {
    private final Door door;

    DoorFilter(Door door) {
        this.door = door;
    }

    @ServerRequestFilter(nonBlocking = true)
    void check(ResourceInfo resource, HttpServerRequest request, RoutingContext context) {
        if (isOpen(resource)) {
            return;
        }
        door.identify(request.getHeader(Door.HEADER)).ifPresent(key -> {
            AccessLog.trace(context).apiKey(key.name());
            door.requireRate(key);
        });
    }

    private static boolean isOpen(ResourceInfo resource) {
        return resource.getResourceMethod().isAnnotationPresent(OpenToAll.class)
                || resource.getResourceClass().isAnnotationPresent(OpenToAll.class);
    }
}
