package com.homedelivery.product.infrastructure;

import com.homedelivery.product.application.ImageRenderer;
import com.homedelivery.product.application.Rendition;
import com.homedelivery.product.domain.ProductImage;
import com.homedelivery.shared.api.error.ValidationException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Semaphore;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import net.coobird.thumbnailator.Thumbnails;
import net.coobird.thumbnailator.util.exif.ExifFilterUtils;
import org.springframework.stereotype.Component;

/**
 * Renders PNG and JPEG, turned as their EXIF says. What has transparency becomes PNG, all else JPEG. Width and height are read from
 * the head before anything is decoded, one picture is decoded at a time, and of those with very many pixels only each second or third row and
 * column: a small file can hold more than the memory of an instance.
 */
@Component
class ThumbnailatorImageRenderer implements ImageRenderer {

    private static final Set<String> FORMATS = Set.of("png", "jpeg");
    private static final int MAX_SIDE = 8_000;
    private static final long MAX_PIXELS = 24_000_000;

    /** The 24 million pixels of a large JPEG at half of their size; an instance may have a heap of 128 MiB for all that it does. */
    private static final long MAX_DECODED_BYTES = 20_000_000;

    /** The decoder keeps up to 6 bytes of each, outside of the heap. */
    private static final long MAX_PROGRESSIVE_PIXELS = 8_000_000;

    private static final double JPEG_QUALITY = 0.85;
    private static final int ID_BYTES = 16;

    private final Semaphore decoding = new Semaphore(1);

    @Override
    public RenderedImage render(byte[] upload, String alt) {
        decoding.acquireUninterruptibly();
        try {
            BufferedImage large = fitted(decode(upload), Rendition.LARGE);
            String extension = large.getColorModel().hasAlpha() ? "png" : "jpg";
            Map<Rendition, byte[]> files = new EnumMap<>(Rendition.class);
            for (Rendition rendition : Rendition.values()) {
                files.put(rendition, write(large, rendition, extension));
            }
            String id = idOf(Objects.requireNonNull(files.get(Rendition.LARGE)));
            return new RenderedImage(new ProductImage(id, extension, alt, large.getWidth(), large.getHeight()), files);
        } catch (ValidationException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw notAnImage();
        } finally {
            decoding.release();
        }
    }

    private static BufferedImage decode(byte[] upload) throws IOException {
        try (ImageInputStream input = ImageIO.createImageInputStream(new ByteArrayInputStream(upload))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(input);
            if (!readers.hasNext()) {
                throw notAnImage();
            }
            ImageReader reader = readers.next();
            try {
                if (!FORMATS.contains(reader.getFormatName().toLowerCase(Locale.ROOT))) {
                    throw notAnImage();
                }
                reader.setInput(input, true, true);
                int width = reader.getWidth(0);
                int height = reader.getHeight(0);
                checkSize(width, height);
                JpegHead head = JpegHead.of(upload);
                if (head.progressive() && (long) width * height > MAX_PROGRESSIVE_PIXELS) {
                    throw new ValidationException(
                            "image", "must have at most 8 million pixels when it is a progressive JPEG");
                }
                ImageReadParam parameters = reader.getDefaultReadParam();
                int step = stepFor(width, height, bytesOfPixel(reader));
                parameters.setSourceSubsampling(step, step, 0, 0);
                return ExifFilterUtils.getFilterForOrientation(head.orientation())
                        .apply(reader.read(0, parameters));
            } finally {
                reader.dispose();
            }
        }
    }

    private static int bytesOfPixel(ImageReader reader) throws IOException {
        return Math.ceilDiv(reader.getImageTypes(0).next().getColorModel().getPixelSize(), Byte.SIZE);
    }

    /** Each how many-th row and column is decoded. */
    private static int stepFor(long width, long height, int bytesOfPixel) {
        int step = 1;
        while (width / step * (height / step) * bytesOfPixel > MAX_DECODED_BYTES) {
            step++;
        }
        return step;
    }

    private static void checkSize(int width, int height) {
        if (width > MAX_SIDE || height > MAX_SIDE || (long) width * height > MAX_PIXELS) {
            throw new ValidationException(
                    "image", "must have at most " + MAX_SIDE + " pixels a side and 24 million in all");
        }
    }

    /** Never larger than the image. */
    private static BufferedImage fitted(BufferedImage image, Rendition rendition) throws IOException {
        int max = rendition.maxPixels();
        return image.getWidth() <= max && image.getHeight() <= max
                ? image
                : Thumbnails.of(image).size(max, max).asBufferedImage();
    }

    private static byte[] write(BufferedImage image, Rendition rendition, String extension) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        Thumbnails.of(fitted(image, rendition))
                .scale(1)
                .outputFormat(extension)
                .outputQuality(JPEG_QUALITY)
                .toOutputStream(file);
        return file.toByteArray();
    }

    private static String idOf(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content), 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ValidationException notAnImage() {
        return new ValidationException("image", "must be a PNG or JPEG picture");
    }
}
