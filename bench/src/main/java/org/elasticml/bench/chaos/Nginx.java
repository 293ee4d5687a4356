package org.elasticml.bench.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.elasticml.launcher.LaunchException;
import org.elasticml.launcher.ServiceProcess;

/** nginx as a proxy that does no more than pass bodies on: what the dispatcher's throughput is held against. */
final class Nginx {
    /** As many as the dispatcher has event loops. */
    private static final int WORKERS = 4;

    private static final String CONFIGURATION = """
            daemon off;
            worker_processes %1$d;
            pid %2$s/pid;
            error_log stderr;
            events {}
            http {
              access_log off;
              client_max_body_size 10m;
              client_body_buffer_size 1m;
              client_body_temp_path %2$s/body;
              proxy_temp_path %2$s/proxy;
              fastcgi_temp_path %2$s/fastcgi;
              uwsgi_temp_path %2$s/uwsgi;
              scgi_temp_path %2$s/scgi;
              keepalive_requests 1000000;
              upstream stub { server 127.0.0.1:%3$d; keepalive 64; keepalive_requests 1000000; }
              server {
                listen 127.0.0.1:%4$d backlog=1024;
                location / { proxy_pass http://stub; proxy_http_version 1.1; proxy_set_header Connection ""; }
              }
            }
            """;

    private Nginx() {}

    static ServiceProcess start(Stage stage, ServiceProcess stub) throws LaunchException {
        int port = stage.freePort();
        try {
            Path folder = Files.createDirectories(stage.project().stateFolder().resolve("nginx-" + port));
            Path configuration = Files.writeString(
                    folder.resolve("nginx.conf"),
                    String.format(Locale.ROOT, CONFIGURATION, WORKERS, folder, stub.port(), port));
            List<String> command =
                    List.of("nginx", "-e", "stderr", "-p", folder.toString(), "-c", configuration.toString());
            return stage.startOther("nginx-" + port, command, port);
        } catch (IOException e) {
            throw new LaunchException("nginx's configuration can't be written: " + e.getMessage(), e);
        }
    }
}
