package org.elasticml.cluster.images;

/**
 * What an image is called.
 *
 * @param registry where it is pushed, {@code host[:port][/path]}; empty on this machine
 */
public record ImageName(String registry, ImageService service, String version) {
    private static final String GROUP = "elastic-ml";

    /** An image on this machine. */
    static ImageName local(ImageService service, String version) {
        return new ImageName("", service, version);
    }

    @Override
    public String toString() {
        String prefix = registry.isEmpty() ? "" : registry + "/";
        return prefix + GROUP + "/" + service.module() + ":" + version;
    }
}
