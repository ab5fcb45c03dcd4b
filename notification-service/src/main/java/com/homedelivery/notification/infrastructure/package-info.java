/** What stands behind interfaces of the application: Mustache templates, SMTP, and the worker that dispatches mail. */
@NullMarked
package com.homedelivery.notification.infrastructure;

import org.jspecify.annotations.NullMarked;
