package com.homedelivery.product.infrastructure;

import java.nio.ByteBuffer;
import net.coobird.thumbnailator.util.exif.ExifUtils;
import net.coobird.thumbnailator.util.exif.Orientation;
import org.jspecify.annotations.Nullable;

/**
 * What a JPEG file says before its first scan. The JDK's reader finds EXIF only in files that begin as JFIF has it, and many begin with EXIF.
 *
 * <p>Sources: ITU-T T.81, annex B (segments), and CIPA DC-008, Exif 2.32, 4.6.4 (tag Orientation).
 *
 * @param orientation how the camera was held; upright where nothing is said of it
 * @param progressive whether the whole picture is kept as coefficients until its last scan is read, two bytes each
 */
record JpegHead(Orientation orientation, boolean progressive) {

    private static final int START_OF_IMAGE = 0xffd8;
    private static final int START_OF_PROGRESSIVE_FRAME = 0xffc2;
    private static final int APP1 = 0xffe1;
    private static final int START_OF_SCAN = 0xffda;

    /** The head of a file; of one that is no JPEG, that nothing is said. */
    static JpegHead of(byte[] file) {
        ByteBuffer segments = ByteBuffer.wrap(file);
        @Nullable Orientation orientation = null;
        boolean progressive = false;
        int marker = next(segments);
        if (marker == START_OF_IMAGE) {
            for (marker = next(segments); marker != START_OF_SCAN && marker != 0; marker = next(segments)) {
                progressive |= marker == START_OF_PROGRESSIVE_FRAME;
                byte[] content = contentOf(segments);
                if (marker == APP1 && orientation == null) {
                    orientation = orientationIn(content);
                }
            }
        }
        return new JpegHead(orientation == null ? Orientation.TOP_LEFT : orientation, progressive);
    }

    /** Zero at the end. */
    private static int next(ByteBuffer segments) {
        return segments.remaining() < Character.BYTES ? 0 : segments.getChar();
    }

    private static byte[] contentOf(ByteBuffer segments) {
        int length = Math.clamp(next(segments) - Character.BYTES, 0, segments.remaining());
        byte[] content = new byte[length];
        segments.get(content);
        return content;
    }

    private static @Nullable Orientation orientationIn(byte[] content) {
        try {
            return ExifUtils.getOrientationFromExif(content);
        } catch (RuntimeException e) {
            // What is wrong with the EXIF of a picture is nothing wrong with the picture.
            return null;
        }
    }
}
