<?php
/**
 * Plugin Name: Rivulet
 * Description: Puts Rivulet's script into each page. Settings → Rivulet says where events go, and whether they wait for consent.
 * Version: 0.1.0
 * Requires at least: 5.7
 * Requires PHP: 7.4
 * License: MIT
 */

if (!defined('ABSPATH')) {
  exit();
}

const RIVULET_DEFAULTS = ['collector' => '/track/activity', 'script' => '/rivulet.min.js', 'consent' => 'browser'];

function rivulet_options(): array {
  return array_merge(RIVULET_DEFAULTS, (array) get_option('rivulet', []));
}

// The page of settings.

add_action('admin_init', function () {
  register_setting('rivulet', 'rivulet', [
    'type' => 'array',
    'sanitize_callback' => fn($given) => [
      'collector' => esc_url_raw(trim($given['collector'] ?? '')) ?: RIVULET_DEFAULTS['collector'],
      'script' => esc_url_raw(trim($given['script'] ?? '')) ?: RIVULET_DEFAULTS['script'],
      'consent' => ($given['consent'] ?? '') === 'wait' ? 'wait' : 'browser',
    ],
  ]);
});

add_action('admin_menu', function () {
  add_options_page('Rivulet', 'Rivulet', 'manage_options', 'rivulet', function () {
    $options = rivulet_options(); ?>
    <div class="wrap">
      <h1>Rivulet</h1>
      <form action="options.php" method="post">
        <?php settings_fields('rivulet'); ?>
        <p><label>Where events go<br>
          <input class="regular-text" name="rivulet[collector]" value="<?php echo esc_attr($options['collector']); ?>">
        </label></p>
        <p><label>Where the script is<br>
          <input class="regular-text" name="rivulet[script]" value="<?php echo esc_attr($options['script']); ?>">
        </label></p>
        <p><label>Consent<br>
          <select name="rivulet[consent]">
            <option value="browser" <?php selected($options['consent'], 'browser'); ?>>Record, unless the browser asks not to be tracked</option>
            <option value="wait" <?php selected($options['consent'], 'wait'); ?>>Wait for “statistics” of the WP Consent API</option>
          </select>
        </label></p>
        <?php submit_button(); ?>
      </form>
    </div>
    <?php
  });
});

// The script.

add_action('wp_head', function () {
  $options = rivulet_options();
  $attributes = ['src' => $options['script'], 'defer' => true, 'data-collector' => $options['collector']];
  if ($options['consent'] === 'wait') {
    $attributes['data-consent'] = 'pending';
    // The script has run when the document's content is loaded: it is deferred.
    wp_print_inline_script_tag(
      "document.addEventListener('DOMContentLoaded', function () {
  if (typeof wp_has_consent === 'function' && wp_has_consent('statistics')) rivulet.consent.grant()
})
document.addEventListener('wp_listen_for_consent_change', function (event) {
  if (event.detail.statistics === 'allow') rivulet.consent.grant()
  if (event.detail.statistics === 'deny') rivulet.consent.deny()
})"
    );
  }
  wp_print_script_tag($attributes);
});

// The WP Consent API asks each plugin whether it heeds consent.
add_filter('wp_consent_api_registered_' . plugin_basename(__FILE__), '__return_true');

// A sale of WooCommerce, on the page that thanks for it: once, also where that page is loaded again.

add_action('woocommerce_thankyou', function ($id) {
  $order = wc_get_order($id);
  if (!$order || $order->get_meta('_rivulet_recorded')) {
    return;
  }
  $products = [];
  foreach ($order->get_items() as $item) {
    $products[] = [
      'productID' => (string) $item->get_product_id(),
      'description' => $item->get_name(),
      'unitPrice' => (float) $order->get_item_total($item),
      'quantity' => $item->get_quantity(),
    ];
  }
  $event = [
    'category' => 'shop',
    'action' => 'purchase',
    'labels' => ['order' => $order->get_order_number()],
    'conversion' => [
      'orderID' => $order->get_order_number(),
      'cartTotal' => (float) $order->get_total(),
      'products' => $products,
    ],
  ];
  wp_print_inline_script_tag(
    "document.addEventListener('DOMContentLoaded', function () {
  rivulet.tracker.track(" . wp_json_encode($event, JSON_HEX_TAG) . ")
})"
  );
  $order->update_meta_data('_rivulet_recorded', '1');
  $order->save();
});
