package org.elasticml.loadtester.photo;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an image can be drawn in, in pixels.
 *
 * @param width from 8 to 10,000, as {@code height}; both together up to 16 megapixels
 */
public record ImageSize(int width, int height) {
    /** Of a web photo; as JPEG, some 50 KB. */
    public static final ImageSize USUAL = new ImageSize(500, 375);

    private static final int MIN_SIDE = 8;
    private static final int MAX_SIDE = 10_000;
    /** As JPEG, some 7 MB: more would be over the services' MAX_BODY. */
    private static final int MAX_PIXELS = 16_000_000;

    private static final Pattern TEXT = Pattern.compile("(\\d{1,9})[xX](\\d{1,9})");

    /**
     * @throws IllegalArgumentException if it is too small or too large; the message says what is accepted
     */
    public ImageSize {
        if (width < MIN_SIDE || height < MIN_SIDE || width > MAX_SIDE || height > MAX_SIDE) {
            throw new IllegalArgumentException("an image of " + width + "x" + height
                    + " pixels is not drawn: each side is from " + MIN_SIDE + " to " + MAX_SIDE);
        }
        if (width * height > MAX_PIXELS) {
            throw new IllegalArgumentException("an image of " + width + "x" + height + " pixels is not drawn: at most "
                    + MAX_PIXELS / 1_000_000 + " megapixels are");
        }
    }

    /**
     * Reads a size as in {@code 500x375}.
     *
     * @throws IllegalArgumentException if it is none, or too small or too large
     */
    public static ImageSize parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not an image size, as in 500x375");
        }
        return new ImageSize(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    @Override
    public String toString() {
        return width + "x" + height;
    }
}
