package org.elasticml.mlapp.announce;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.elasticml.mlapp.config.AnnouncementConfig;
import org.elasticml.mlapp.config.ReplicaConfig;
import org.elasticml.web.Service;

/** Announces this replica at the dispatcher of {@code DISPATCHER_URL}, if that is set, from the open port to the end. */
@ApplicationScoped
class Announcement {
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final AnnouncementConfig.Dispatcher dispatcher;
    private final AnnouncementConfig.Registration registration;
    private final ReplicaConfig replica;
    private final int port;
    private Optional<URI> dispatcherUrl = Optional.empty();
    private Optional<Announcer> announcer = Optional.empty();

    Announcement(
            AnnouncementConfig.Dispatcher dispatcher,
            AnnouncementConfig.Registration registration,
            ReplicaConfig replica,
            @ConfigProperty(name = "quarkus.http.port") int port) {
        this.port = port;
        this.dispatcher = dispatcher;
        this.registration = registration;
        this.replica = replica;
    }

    void check(@Observes StartupEvent event) {
        dispatcherUrl = dispatcher.url().map(url -> baseUrl("DISPATCHER_URL", url));
        replica.url().ifPresent(url -> baseUrl("REPLICA_URL", url));
    }

    private static URI baseUrl(String setting, String url) {
        try {
            URI uri = URI.create(url);
            boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (http && uri.getHost() != null && uri.getPath().matches("/?") && uri.getQuery() == null) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            throw invalid(setting, url, e);
        }
        throw invalid(setting, url, null);
    }

    private static Service.CantStart invalid(String setting, String url, Throwable cause) {
        return new Service.CantStart(
                setting + " is '" + url + "'; it is a base URL, as in http://127.0.0.1:8000", cause);
    }

    /** The port opens when the model is warm: then it is ready. */
    synchronized void open(@ObservesAsync HttpServerStart server) {
        String url = replica.url().orElseGet(() -> "http://127.0.0.1:" + port);
        announcer = dispatcherUrl.map(dispatcher -> new Announcer(dispatcher, url, registration.token(), RETRY));
        announcer.ifPresent(announcing -> {
            announcing.start();
            // Quarkus 3.27 tells nobody that SHUTDOWN_DELAY begins; hooks run beside its own.
            Runtime.getRuntime().addShutdownHook(new Thread(announcing::drain, "announce-draining"));
        });
    }

    synchronized void stop(@Observes ShutdownEvent event) {
        announcer.ifPresent(Announcer::stop);
    }
}
