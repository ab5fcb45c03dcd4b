package com.homedelivery.product.infrastructure;

import java.nio.ByteBuffer;
import net.coobird.thumbnailator.util.exif.ExifUtils;
import net.coobird.thumbnailator.util.exif.Orientation;

/**
 * How a camera was held. The JDK's reader finds EXIF only in files that begin as JFIF has it, and many begin with EXIF.
 *
 * <p>Source: CIPA DC-008, Exif 2.32, 4.5.4 (segments) and 4.6.4 (tag Orientation).
 */
final class ExifOrientation {

    private static final int START_OF_IMAGE = 0xffd8;
    private static final int APP1 = 0xffe1;
    private static final int START_OF_SCAN = 0xffda;

    private ExifOrientation() {}

    /** The orientation that a JPEG file names; upright where it names none, or is of another format. */
    static Orientation of(byte[] file) {
        try {
            ByteBuffer segments = ByteBuffer.wrap(file);
            if (segments.getChar() != START_OF_IMAGE) {
                return Orientation.TOP_LEFT;
            }
            for (int marker = segments.getChar(); marker != START_OF_SCAN; marker = segments.getChar()) {
                byte[] content = new byte[segments.getChar() - Character.BYTES];
                segments.get(content);
                Orientation named = marker == APP1 ? ExifUtils.getOrientationFromExif(content) : null;
                if (named != null) {
                    return named;
                }
            }
            return Orientation.TOP_LEFT;
        } catch (RuntimeException e) {
            // What is wrong with the EXIF of a picture is nothing wrong with the picture.
            return Orientation.TOP_LEFT;
        }
    }
}
