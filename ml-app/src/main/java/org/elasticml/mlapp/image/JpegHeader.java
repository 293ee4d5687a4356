package org.elasticml.mlapp.image;

import java.io.ByteArrayOutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.elasticml.mlapp.image.ImageException.Reason;

/**
 * What a JPEG says of itself before its pixels. Segments: ITU-T T.81, annex
 * B. Colour: as libjpeg's default_decompress_parms decides it, so that the answer is the same as Pillow's.
 *
 * @param components 1 (grey), 3 (colour) or 4 (CMYK)
 * @param luminance whether the first three are luminance and two colour differences, rather than colours
 * @param progressive whether all coefficients are held until the last scan
 * @param scans how often the pixels are gone through; usually 1, or about 10 if progressive
 * @param horizontalSampling of the first component: usually 1, or 2 if colours have half of its columns
 * @param verticalSampling of the first component: usually 1, or 2 if colours have half of its rows
 * @param tables its segments before the first scan but for metadata
 * @param firstScan where the first scan begins
 */
record JpegHeader(
        int width,
        int height,
        int components,
        boolean luminance,
        boolean progressive,
        int scans,
        int horizontalSampling,
        int verticalSampling,
        byte[] tables,
        int firstScan) {
    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private static final int SOF0 = 0xc0;
    private static final int SOF15 = 0xcf;
    private static final int DHT = 0xc4;
    private static final int JPG = 0xc8;
    private static final int DAC = 0xcc;
    private static final int SOI = 0xd8;
    private static final int EOI = 0xd9;
    private static final int SOS = 0xda;
    private static final int APP0 = 0xe0;
    private static final int APP14 = 0xee;
    private static final int APP15 = 0xef;
    private static final int COM = 0xfe;

    private static final byte[] JFIF_SEGMENT = {
        (byte) 0xff, (byte) APP0, 0, 16, 'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0
    };
    private static final byte[] ADOBE_RGB_SEGMENT = {
        (byte) 0xff, (byte) APP14, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0
    };

    static JpegHeader of(byte[] file) throws ImageException {
        ByteArrayOutputStream tables = new ByteArrayOutputStream(1024);
        boolean jfif = false;
        int adobeTransform = -1;
        int frame = -1;
        int at = 2;
        while (true) {
            at = markerFrom(file, at);
            int marker = unsigned(file, at - 1);
            int length = unsigned(file, at) << 8 | unsigned(file, at + 1);
            int end = at + length;
            if (marker == EOI || length < 2 || end > file.length) {
                throw cutOff();
            }
            if (marker == SOS) {
                break;
            }
            if (isFrame(marker)) {
                frame = at;
            }
            if (marker == APP0) {
                jfif |= contains(file, at + 2, end, "JFIF");
            } else if (marker == APP14 && length >= 14 && contains(file, at + 2, end, "Adobe")) {
                adobeTransform = unsigned(file, at + 13);
            }
            if (!(marker >= APP0 && marker <= APP15) && marker != COM) {
                tables.write(0xff);
                tables.write(marker);
                tables.write(file, at, length);
            }
            at = end;
        }
        if (frame < 0 || (unsigned(file, frame) << 8 | unsigned(file, frame + 1)) < 11) {
            throw cutOff();
        }
        int components = unsigned(file, frame + 7);
        boolean luminance = isLuminance(file, frame, components, jfif, adobeTransform);
        int height = unsigned(file, frame + 3) << 8 | unsigned(file, frame + 4);
        int width = unsigned(file, frame + 5) << 8 | unsigned(file, frame + 6);
        boolean progressive = isProgressive(unsigned(file, frame - 1));
        int sampling = unsigned(file, frame + 9);
        return new JpegHeader(
                width,
                height,
                components,
                luminance,
                progressive,
                scans(file, at - 2),
                sampling >> 4,
                sampling & 15,
                tables.toByteArray(),
                at - 2);
    }

    /**
     * The file with one marker for its colours in place of all profiles, thumbnails, EXIF and comments: the JDK's reader
     * would apply some of them and fails on others.
     *
     * @param file that this is the header of
     */
    byte[] withoutMetadata(byte[] file) {
        ByteArrayOutputStream cleaned = new ByteArrayOutputStream(file.length);
        cleaned.write(0xff);
        cleaned.write(SOI);
        if (components == 3) {
            cleaned.writeBytes(luminance ? JFIF_SEGMENT : ADOBE_RGB_SEGMENT);
        }
        cleaned.writeBytes(tables);
        cleaned.write(file, firstScan, file.length - firstScan);
        return cleaned.toByteArray();
    }

    /** The place behind the next marker; fill bytes and stray bytes before it are passed over, as libjpeg does. */
    private static int markerFrom(byte[] file, int from) throws ImageException {
        for (int at = from; at + 3 < file.length; at++) {
            int next = unsigned(file, at + 1);
            if (unsigned(file, at) == 0xff && next != 0xff && next != 0) {
                return at + 2;
            }
        }
        throw cutOff();
    }

    private static boolean isFrame(int marker) {
        return marker >= SOF0 && marker <= SOF15 && marker != DHT && marker != JPG && marker != DAC;
    }

    private static boolean isProgressive(int frameMarker) {
        return (frameMarker & 3) == 2;
    }

    /** Goes through the whole file, so eight bytes at a time where none of them begins a marker. */
    private static int scans(byte[] file, int from) {
        int scans = 0;
        int i = from;
        while (i + 1 < file.length) {
            if (i + Long.BYTES < file.length && !hasMarkerByte((long) EIGHT_BYTES.get(file, i))) {
                i += Long.BYTES;
                continue;
            }
            int end = Math.min(i + Long.BYTES, file.length - 1);
            for (; i < end; i++) {
                if (unsigned(file, i) == 0xff && unsigned(file, i + 1) == SOS) {
                    scans++;
                }
            }
        }
        return scans;
    }

    /** Whether any of eight bytes is 0xff: whether any of their complements is 0. */
    private static boolean hasMarkerByte(long bytes) {
        return ((~bytes - 0x0101_0101_0101_0101L) & bytes & 0x8080_8080_8080_8080L) != 0;
    }

    private static boolean isLuminance(byte[] file, int frame, int components, boolean jfif, int adobeTransform) {
        if (components == 3) {
            if (jfif) {
                return true;
            }
            if (adobeTransform >= 0) {
                return adobeTransform != 0;
            }
            boolean named = frame + 15 < file.length
                    && file[frame + 8] == 'R'
                    && file[frame + 11] == 'G'
                    && file[frame + 14] == 'B';
            return !named;
        }
        return components == 4 && adobeTransform == 2;
    }

    private static boolean contains(byte[] file, int from, int end, String identifier) {
        boolean same = from + identifier.length() <= end;
        for (int i = 0; same && i < identifier.length(); i++) {
            same = file[from + i] == identifier.charAt(i);
        }
        return same;
    }

    private static int unsigned(byte[] file, int at) {
        return file[at] & 0xff;
    }

    private static ImageException cutOff() {
        return new ImageException(Reason.UNREADABLE, "the JPEG is cut off or damaged before its first pixel");
    }
}
