package com.homedelivery.product.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.homedelivery.product.application.ImageRenderer.RenderedImage;
import com.homedelivery.product.application.Rendition;
import com.homedelivery.shared.api.error.ValidationException;
import com.sun.management.ThreadMXBean;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.HexFormat;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;

class ThumbnailatorImageRendererTests {

    /** In all, half of which is garbage by then. */
    private static final long MAX_ALLOCATED = 100L * 1024 * 1024;

    /** An EXIF segment that says one thing: the picture lies on its right side (orientation 6). */
    private static final byte[] TURNED_BY_A_QUARTER = HexFormat.of()
            .parseHex("ffe1" + "0022" + "457869660000" + "4d4d002a00000008" + "0001" + "011200030000000100060000"
                    + "00000000");

    private final ThumbnailatorImageRenderer renderer = new ThumbnailatorImageRenderer();

    @Test
    void theLargestPictureFitsIntoAnInstance() throws IOException {
        byte[] upload = encode(field(6_000, 4_000), "jpeg", false);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();

        RenderedImage rendered = renderer.render(upload, "A field");

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(MAX_ALLOCATED);
        assertThat(rendered.image().width()).isEqualTo(1_600);
        assertThat(rendered.image().height()).isEqualTo(1_067);
    }

    @Test
    void aPictureOfManyBitsFitsAsWell() throws IOException {
        ColorModel deep = new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_sRGB),
                true,
                false,
                Transparency.TRANSLUCENT,
                DataBuffer.TYPE_USHORT);
        byte[] upload = encode(
                new BufferedImage(deep, deep.createCompatibleWritableRaster(3_500, 3_500), false, null), "png", false);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();

        RenderedImage rendered = renderer.render(upload, "Air");

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(MAX_ALLOCATED);
        assertThat(rendered.image().width()).isEqualTo(1_167);
    }

    @Test
    void aProgressivePictureIsKeptWholeByTheDecoderAndHasToBeSmaller() throws IOException {
        assertThat(renderer.render(encode(field(2_000, 3_000), "jpeg", true), "A field")
                        .image()
                        .height())
                .isEqualTo(1_600);
        byte[] large = encode(field(4_000, 3_000), "jpeg", true);

        assertThatThrownBy(() -> renderer.render(large, "A field"))
                .isInstanceOfSatisfying(
                        ValidationException.class,
                        refused -> assertThat(refused.details()).asString().contains("image", "progressive"));
    }

    @Test
    void aPictureIsTurnedAsItsCameraSays() throws IOException {
        byte[] upload = encode(field(400, 200), "jpeg", false);
        ByteArrayOutputStream turned = new ByteArrayOutputStream();
        turned.write(upload, 0, 2);
        turned.write(TURNED_BY_A_QUARTER);
        turned.write(upload, 2, upload.length - 2);

        RenderedImage rendered = renderer.render(turned.toByteArray(), "A field");

        assertThat(rendered.image().width()).isEqualTo(200);
        assertThat(rendered.image().height()).isEqualTo(400);
        BufferedImage shown =
                ImageIO.read(new ByteArrayInputStream(rendered.files().get(Rendition.LARGE)));
        // The blue left half is the upper one now.
        assertThat(new Color(shown.getRGB(100, 50)).getBlue()).isGreaterThan(200);
        assertThat(new Color(shown.getRGB(100, 350)).getBlue()).isLessThan(50);
    }

    /** Its left half is blue, its right one green. */
    private static BufferedImage field(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.GREEN);
        graphics.fillRect(0, 0, width, height);
        graphics.setColor(Color.BLUE);
        graphics.fillRect(0, 0, width / 2, height);
        graphics.dispose();
        return image;
    }

    private static byte[] encode(BufferedImage image, String format, boolean progressive) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        ImageWriteParam parameters = writer.getDefaultWriteParam();
        if (progressive) {
            parameters.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
        }
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (ImageOutputStream output = ImageIO.createImageOutputStream(file)) {
            writer.setOutput(output);
            writer.write(null, new IIOImage(image, null, null), parameters);
        } finally {
            writer.dispose();
        }
        return file.toByteArray();
    }
}
