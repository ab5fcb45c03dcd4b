package com.homedelivery.product.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.product.application.ImageRenderer.RenderedImage;
import com.homedelivery.product.application.Rendition;
import com.sun.management.ThreadMXBean;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.HexFormat;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class ThumbnailatorImageRendererTests {

    /** An instance in a container has a heap of 224 MiB, for all that it does. */
    private static final long MAX_ALLOCATED = 90L * 1024 * 1024;

    /** An EXIF segment that says one thing: the picture lies on its right side (orientation 6). */
    private static final byte[] TURNED_BY_A_QUARTER = HexFormat.of()
            .parseHex("ffe1" + "0022" + "457869660000" + "4d4d002a00000008" + "0001" + "011200030000000100060000"
                    + "00000000");

    private final ThumbnailatorImageRenderer renderer = new ThumbnailatorImageRenderer();

    @Test
    void theLargestPictureFitsIntoAnInstance() throws IOException {
        byte[] upload = picture(6_000, 4_000, "jpg");
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();

        RenderedImage rendered = renderer.render(upload, "A field");

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(MAX_ALLOCATED);
        assertThat(rendered.image().width()).isEqualTo(1_600);
        assertThat(rendered.image().height()).isEqualTo(1_067);
    }

    @Test
    void aPictureIsTurnedAsItsCameraSays() throws IOException {
        byte[] upload = picture(400, 200, "jpg");
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
    private static byte[] picture(int width, int height, String format) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.GREEN);
        graphics.fillRect(0, 0, width, height);
        graphics.setColor(Color.BLUE);
        graphics.fillRect(0, 0, width / 2, height);
        graphics.dispose();
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ImageIO.write(image, format, file);
        return file.toByteArray();
    }
}
