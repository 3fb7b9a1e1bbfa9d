// More of WordPress: further form plugins, newsletters, the shop, and its own forms.

import { library } from '../../site/library.ts';
import { ann, early, fill, identify, nothing, type Platform } from './platform.ts';

const jquery = { '/jquery.js': library('jquery') };
const ajax = '/wp-admin/admin-ajax.php';
const json = (body: object) => ({ text: JSON.stringify(body) });

const ninja: Platform = {
  name: 'Ninja Forms',
  libraries: jquery,
  forms: [
    {
      name: 'contact',
      body: `<div id="nf-form-1-cont" class="nf-form-cont" aria-live="polite"><span id="nf-form-title-1" class="nf-form-title"><h3>Contact Me</h3></span>
        <div class="nf-form-wrap ninja-forms-form-wrap"><div class="nf-response-msg"></div><div class="nf-form-layout"><form><div class="nf-form-content">
        <div id="nf-field-2-wrap" class="field-wrap email-wrap"><label for="nf-field-2" id="nf-label-field-2">Email <span class="ninja-forms-req-symbol">*</span></label>
        <input type="email" value="" class="ninja-forms-field nf-element" id="nf-field-2" name="email" autocomplete="email" aria-invalid="false" required></div>
        <div id="nf-field-3-wrap" class="field-wrap textarea-wrap"><label for="nf-field-3">Message</label><textarea id="nf-field-3" name="nf-field-3-textarea" class="ninja-forms-field nf-element" aria-invalid="false"></textarea>
        <div id="nf-error-3" class="nf-error-wrap nf-error" role="alert"></div></div>
        <input id="nf-field-4" class="ninja-forms-field nf-element" type="button" value="Submit"></div></form></div></div></div>`,
      script: `$('#nf-field-4').on('click', () => {
        const isEmpty = !$('#nf-field-3').val();
        $('#nf-error-3').html(isEmpty ? '<div class="nf-error-msg nf-error-required-error">This is a required field.</div>' : '');
        if (isEmpty) return;
        const formData = JSON.stringify({ id: '1', fields: { 2: { value: $('#nf-field-2').val() } } });
        $.ajax({ url: '${ajax}', type: 'POST', data: { action: 'nf_ajax_submit', formData }, dataType: 'json' }).done((response) => {
          $(document).trigger('nfFormSubmitResponse', { response, id: 1 });
        });
      });`,
      tries: [
        {
          type: { '#nf-field-2': early },
          press: '#nf-field-4',
          until: "document.querySelector('.nf-error-msg')",
        },
        {
          type: { '#nf-field-2': ann, '#nf-field-3': 'Hello' },
          press: '#nf-field-4',
          answers: { [ajax]: json({ data: {}, errors: [], debug: [] }) },
        },
      ],
      records: fill('nf-form-1-cont', 'Contact Me'),
      end: 'told',
    },
  ],
};

const formidable: Platform = {
  name: 'Formidable',
  libraries: jquery,
  forms: [
    {
      name: 'contact',
      body: `<div class="frm_forms with_frm_style frm_style_formidable-style" id="frm_form_2_container"><form enctype="multipart/form-data" method="post" class="frm-show-form frm_js_validate frm_ajax_submit" id="form_k3xq" data-token="x">
        <div class="frm_form_fields"><fieldset><legend class="frm_screen_reader">Contact Us</legend><div class="frm_fields_container"><input type="hidden" name="frm_action" value="create"><input type="hidden" name="form_id" value="2"><input type="hidden" name="item_meta[0]" value="">
        <div id="frm_field_8_container" class="frm_form_field form-field frm_required_field frm_top_container"><label for="field_29yf4d" class="frm_primary_label">Email <span class="frm_required" aria-hidden="true">*</span></label>
        <input type="email" id="field_29yf4d" name="item_meta[8]" value="" data-reqmsg="Email cannot be blank." aria-required="true" data-invmsg="Email is invalid" aria-invalid="false"></div>
        <div id="frm_field_9_container" class="frm_form_field form-field frm_required_field"><label for="field_msg" class="frm_primary_label">Message</label><textarea id="field_msg" name="item_meta[9]" aria-invalid="false"></textarea></div>
        <div class="frm_verify" style="position:absolute; left:-9999px"><label for="frm_email_2">If you are human, leave this field blank.</label><input id="frm_email_2" type="email" class="frm_verify" name="frm_verify2" value=""></div>
        <div class="frm_submit"><button class="frm_button_submit frm_final_submit" type="submit" formnovalidate="formnovalidate">Submit</button></div></div></fieldset></div></form></div>`,
      script: `$(document).on('submit', '#form_k3xq', function (event) {
        event.preventDefault();
        $('.frm_error').remove();
        $.ajax({ type: 'POST', url: '${ajax}', data: $(this).serialize() + '&action=frm_entries_create', dataType: 'json' }).done((response) => {
          if (response.errors) {
            $('#frm_field_9_container').addClass('frm_blank_field').append('<div class="frm_error" role="alert" id="frm_error_field_msg">Message cannot be blank.</div>');
            return $(document).trigger('frmFormErrors', [this, response]);
          }
          $(document).trigger('frmFormComplete', [this, response]);
          $(this).closest('.frm_forms').html(response.content);
        });
      });`,
      tries: [
        {
          type: { '#field_29yf4d': early },
          press: '.frm_final_submit',
          answers: { [ajax]: json({ errors: { 9: 'Message cannot be blank.' } }) },
          until: "document.querySelector('.frm_error')",
        },
        {
          type: { '#field_29yf4d': ann, '#field_msg': 'Hello' },
          press: '.frm_final_submit',
          answers: { [ajax]: json({ content: '<div class="frm_message" role="status">Thank you!</div>' }) },
        },
      ],
      records: fill('form_k3xq', 'Contact Us'),
      end: 'told',
    },
  ],
};

const fluent: Platform = {
  name: 'Fluent Forms',
  libraries: jquery,
  forms: [
    {
      name: 'contact',
      body: `<div class="fluentform ff-default fluentform_wrapper_3"><form data-form_id="3" id="fluentform_3" class="frm-fluent-form fluent_form_3 ff-el-form-top ff_form_instance_3_1" data-form_instance="ff_form_instance_3_1" method="POST">
        <fieldset style="border: none!important;margin: 0!important;"><legend class="ff_screen_reader_title" style="display: block; height: 0; overflow: hidden">Contact Form Demo</legend>
        <input type="hidden" name="__fluent_form_embded_post_id" value="9"><div class="ff-el-group"><div class="ff-el-input--label ff-el-is-required asterisk-right"><label for="ff_3_email" aria-label="Email">Email</label></div>
        <div class="ff-el-input--content"><input type="email" name="email" id="ff_3_email" class="ff-el-form-control" data-name="email" aria-invalid="false" aria-required="true"></div></div>
        <div class="ff-el-group"><div class="ff-el-input--label"><label for="ff_3_message">Your Message</label></div><div class="ff-el-input--content"><textarea aria-invalid="false" name="message" id="ff_3_message" class="ff-el-form-control" data-name="message"></textarea></div></div>
        <div class="ff-el-group ff-text-left ff_submit_btn_wrapper"><button type="submit" class="ff-btn ff-btn-submit ff-btn-md ff_btn_style">Request a Callback</button></div></fieldset></form><div id="fluentform_3_errors" class="ff-errors-in-stack"></div></div>`,
      script: `$('#fluentform_3').on('submit', function (event) {
        event.preventDefault();
        $('.ff-el-is-error').removeClass('ff-el-is-error').find('.error').remove();
        $.post('${ajax}', { data: $(this).serialize(), action: 'fluentform_submit', form_id: 3 }, null, 'json').done((response) => {
          const isSent = !response.errors;
          if (!isSent) $('#ff_3_message').closest('.ff-el-group').addClass('ff-el-is-error').append('<div class="error text-danger">This field is required</div>');
          const name = 'fluentform_submission_' + (isSent ? 'success' : 'failed');
          document.dispatchEvent(new CustomEvent(name, { detail: { form: $(this), response } }));
        });
      });`,
      tries: [
        {
          type: { '#ff_3_email': early },
          press: '.ff-btn-submit',
          answers: { [ajax]: json({ errors: { message: { required: 'This field is required' } } }) },
          until: "document.querySelector('.ff-el-is-error')",
        },
        {
          type: { '#ff_3_email': ann, '#ff_3_message': 'Hello' },
          press: '.ff-btn-submit',
          answers: { [ajax]: json({ success: true }) },
        },
      ],
      records: fill('fluentform_3', 'Request a Callback'),
      end: 'told',
    },
  ],
};

const forminator: Platform = {
  name: 'Forminator',
  libraries: jquery,
  forms: [
    {
      name: 'quote',
      body: `<form id="forminator-module-12" class="forminator-ui forminator-custom-form forminator-custom-form-12 forminator-design--default forminator_ajax" method="post" data-forminator-render="0" data-form-id="12" data-uid="a1">
        <div role="alert" aria-live="polite" class="forminator-response-message forminator-error" aria-hidden="true"></div><div class="forminator-row"><div id="email-1" class="forminator-field-email forminator-col"><div class="forminator-field">
        <label for="forminator-field-email-1_a1" class="forminator-label">Email Address <span class="forminator-required">*</span></label><input type="email" name="email-1" value="" placeholder="E.g. john@doe.com" id="forminator-field-email-1_a1" class="forminator-input forminator-email--field" data-required="true" aria-required="true"></div></div></div>
        <input type="hidden" name="form_type" value="leads"><input type="hidden" name="form_id" value="12"><div class="forminator-row forminator-row-last"><button class="forminator-button forminator-button-submit">Request Quote</button></div></form>`,
      script: `$('body').on('submit', '.forminator_ajax', function (event) {
        event.preventDefault();
        const body = new FormData(this);
        $.ajax({ type: 'POST', url: '${ajax}', data: body, processData: false, contentType: false, dataType: 'json' }).done((response) => {
          const box = $(this).find('.forminator-response-message').attr('aria-hidden', 'false').html('<p>' + response.data.message + '</p>');
          box.toggleClass('forminator-error', !response.success).toggleClass('forminator-success', response.success);
          $(this).trigger('forminator:form:submit:' + (response.success ? 'success' : 'failed'), body);
        });
      });`,
      tries: [
        {
          type: { '[name=email-1]': early },
          press: '.forminator-button-submit',
          answers: { [ajax]: json({ success: false, data: { message: 'Error: Your form is not valid.' } }) },
          until: "document.querySelector('.forminator-response-message p')",
        },
        {
          type: { '[name=email-1]': ann },
          press: '.forminator-button-submit',
          answers: { [ajax]: json({ success: true, data: { message: 'Form entry saved.' } }) },
        },
      ],
      records: fill('forminator-module-12', 'Request Quote'),
      end: 'told',
    },
    {
      name: 'poll',
      body: `<form id="forminator-module-13" class="forminator-ui forminator-poll forminator_ajax" method="post" data-form-id="13"><fieldset><legend>Tea or coffee?</legend><label><input type="radio" name="13" value="answer-1" checked> Tea</label></fieldset>
        <div class="forminator-response-message"></div><button class="forminator-button forminator-button-submit">Submit</button></form>`,
      tries: [
        {
          press: '.forminator-poll .forminator-button',
          answers: { [ajax]: json({ success: true, data: {} }) },
        },
      ],
      records: nothing,
    },
  ],
};

const divi: Platform = {
  name: 'Divi',
  libraries: jquery,
  forms: [
    {
      name: 'contact',
      body: `<div id="et_pb_contact_form_0" class="et_pb_module et_pb_contact_form_0 et_pb_contact_form_container clearfix" data-form_unique_num="0"><h2 class="et_pb_contact_main_title">Write to us</h2><div class="et-pb-contact-message"></div><div class="et_pb_contact">
        <form class="et_pb_contact_form clearfix" method="post" action="/page"><p class="et_pb_contact_field et_pb_contact_field_1" data-id="email" data-type="email"><label for="et_pb_contact_email_0" class="et_pb_contact_form_label">Email Address</label>
        <input type="text" id="et_pb_contact_email_0" class="input" value="" name="et_pb_contact_email_0" data-required_mark="required" data-field_type="email" data-original_id="email" placeholder="Email Address"></p>
        <p class="et_pb_contact_field et_pb_contact_field_last" data-id="message"><textarea name="et_pb_contact_message_0" id="et_pb_contact_message_0" class="et_pb_contact_message input" data-required_mark="required" data-original_id="message" placeholder="Message"></textarea></p>
        <input type="hidden" value="et_contact_proccess" name="et_pb_contactform_submit_0"><div class="et_contact_bottom_container"><button type="submit" name="et_builder_submit_button" class="et_pb_contact_submit et_pb_button">Submit</button></div></form></div></div>`,
      script: `$('.et_pb_contact_form').on('submit', function (event) {
        event.preventDefault();
        const message = $('#et_pb_contact_message_0');
        if (!message.val()) { message.addClass('et_contact_error'); return $('.et-pb-contact-message').html('<p>Please, fill in the following fields:</p>'); }
        message.removeClass('et_contact_error');
        $('#et_pb_contact_form_0').load('/divi', $(this).serializeArray());
      });`,
      tries: [
        {
          type: { '#et_pb_contact_email_0': early },
          press: '.et_pb_contact_submit',
          until: "document.querySelector('.et_contact_error')",
        },
        {
          type: { '#et_pb_contact_email_0': ann, '#et_pb_contact_message_0': 'Hello' },
          press: '.et_pb_contact_submit',
          answers: { '/divi': { text: '<p>Thanks for contacting us</p>' } },
        },
      ],
      records: fill('et_pb_contact_form_0', 'Submit'),
      end: 'told',
    },
  ],
};

const jetpack: Platform = {
  name: 'Jetpack',
  forms: [
    {
      name: 'contact',
      body: `<div data-test="contact-form" id="contact-form-9" class="wp-block-jetpack-contact-form-container"><form action="/page#contact-form-9" method="post" class="contact-form commentsblock wp-block-jetpack-contact-form" aria-label="About us" id="jp-form-7f3a" novalidate>
        <div class="wp-block-jetpack-field-email grunion-field-email-wrap"><label for="g9-email" class="grunion-field-label email">Email<span class="grunion-label-required" aria-hidden="true">(required)</span></label><input type="email" name="g9-email" id="g9-email" value="" class="email grunion-field" required aria-required="true">
        <div id="g9-email-email-error" class="contact-form__input-error"><span class="contact-form__warning-icon"></span><span id="why"></span></div></div>
        <div><label for="g9-message" class="grunion-field-label textarea">Message</label><textarea name="g9-message" id="g9-message" class="textarea grunion-field"></textarea></div>
        <p><input type="hidden" name="contact-form-id" value="9"><input type="hidden" name="action" value="grunion-contact-form"></p><button class="wp-block-button__link" type="submit">Contact us</button></form></div>`,
      script: `const form = document.querySelector('#jp-form-7f3a');
        form.addEventListener('submit', async (event) => {
          event.preventDefault();
          event.stopPropagation();
          const isInvalid = !form.checkValidity();
          document.querySelector('#why').textContent = isInvalid ? 'This field is required.' : '';
          if (isInvalid) return;
          await fetch('/jetpack', { method: 'POST', body: new FormData(form) });
          history.replaceState(null, '', '?contact-form-sent=9');
          form.parentNode.classList.add('submission-success');
          form.style.display = 'none';
        });`,
      tries: [
        { type: { '#g9-message': 'Hello' }, press: '#jp-form-7f3a [type=submit]' },
        { type: { '#g9-email': ann }, press: '#jp-form-7f3a [type=submit]' },
      ],
      records: fill('jp-form-7f3a', 'About us'),
      end: 'told',
    },
  ],
};

const newsletters: Platform = {
  name: 'MailPoet, Mailchimp for WordPress',
  libraries: jquery,
  forms: [
    {
      name: 'MailPoet',
      body: `<div id="mailpoet_form_1" class="mailpoet_form mailpoet_form_html"><form target="_self" method="post" action="/wp-admin/admin-post.php?action=mailpoet_subscription_form" class="mailpoet_form mailpoet_form_form mailpoet_form_html" novalidate data-delay="" data-exit-intent-enabled="">
        <input type="hidden" name="data[form_id]" value="1"><input type="hidden" name="api_version" value="v1"><input type="hidden" name="mailpoet_method" value="subscribe">
        <label class="mailpoet_hp_email_label" style="display: none !important;">Please leave this field empty<input type="email" name="data[email]"></label>
        <div class="mailpoet_paragraph"><input type="email" autocomplete="email" class="mailpoet_text" id="form_email_1" name="data[form_field_ZW1haWw]" title="Email Address" value="" data-automation-id="form_email" placeholder="Email Address *" aria-label="Email Address *" data-parsley-required="true" required></div>
        <div class="mailpoet_paragraph"><input type="submit" class="mailpoet_submit" value="Subscribe!"></div><div class="mailpoet_message"><p class="mailpoet_validate_success" style="display:none">Check your inbox</p><p class="mailpoet_validate_error" style="display:none"></p></div></form></div>`,
      script: `$('form.mailpoet_form').on('submit', function (event) {
        event.preventDefault();
        $.post('${ajax}', { action: 'mailpoet', method: 'subscribe', data: $(this).serialize() }, null, 'json').done(({ error }) => {
          $(this).find('.mailpoet_validate_success').toggle(!error);
          $(this).find('.mailpoet_validate_error').toggle(!!error).text(error ?? '');
          if (!error) this.reset();
        });
      });`,
      tries: [
        {
          type: { '#form_email_1': early },
          press: '.mailpoet_submit',
          answers: { [ajax]: json({ error: 'Please enter a valid address' }) },
          until: "document.querySelector('.mailpoet_validate_error').textContent",
        },
        { type: { '#form_email_1': ann }, press: '.mailpoet_submit', answers: { [ajax]: json({}) } },
      ],
      records: fill('mailpoet_form_1', 'Subscribe!'),
      end: 'told',
    },
    {
      name: 'Mailchimp for WordPress',
      body: `<form id="mc4wp-form-1" class="mc4wp-form mc4wp-form-77" method="post" action="/signed" data-id="77" data-name="Footer"><div class="mc4wp-form-fields"><p><label>Email address: <input type="email" name="EMAIL" placeholder="Your email address" required></label></p><p><input type="submit" value="Sign up"></p></div>
        <label style="display: none !important;">Leave this field empty if you're human: <input type="text" name="_mc4wp_honeypot" value="" tabindex="-1" autocomplete="off"></label><input type="hidden" name="_mc4wp_form_id" value="77"><div class="mc4wp-response"></div></form>`,
      tries: [{ type: { '#mc4wp-form-1 [name=EMAIL]': ann }, press: '#mc4wp-form-1 [type=submit]' }],
      records: fill('mc4wp-form-1', 'Footer'),
      end: 'posted',
    },
  ],
};

const core: Platform = {
  name: 'WordPress itself',
  forms: [
    {
      name: 'search',
      body: `<form role="search" method="get" action="/found" class="wp-block-search__button-outside wp-block-search"><label class="wp-block-search__label" for="wp-block-search__input-1">Search</label><div class="wp-block-search__inside-wrapper">
        <input class="wp-block-search__input" id="wp-block-search__input-1" placeholder="" value="" type="search" name="s" required><button aria-label="Search" class="wp-block-search__button" type="submit">Search</button></div></form>`,
      tries: [{ type: { '#wp-block-search__input-1': 'tables' }, press: '.wp-block-search__button' }],
      records: nothing,
      end: 'posted',
    },
    {
      name: 'log-in',
      body: `<form name="loginform" id="loginform" action="/wp-login.php" method="post"><p><label for="user_login">Username or Email Address</label><input type="text" name="log" id="user_login" class="input" value="" size="20" autocapitalize="off" autocomplete="username" required></p>
        <div class="user-pass-wrap"><label for="user_pass">Password</label><input type="password" name="pwd" id="user_pass" class="input password-input" value="" size="20" autocomplete="current-password" spellcheck="false" required></div>
        <p class="submit"><input type="submit" name="wp-submit" id="wp-submit" class="button button-primary button-large" value="Log In"><input type="hidden" name="redirect_to" value="/wp-admin/"></p></form>`,
      tries: [{ type: { '#user_login': ann, '#user_pass': 'hunter2' }, press: '#wp-submit' }],
      records: identify,
      end: 'posted',
    },
    {
      name: 'comment',
      body: `<div id="respond" class="comment-respond"><h3 id="reply-title" class="comment-reply-title">Leave a Reply</h3><form action="/wp-comments-post.php" method="post" id="commentform" class="comment-form">
        <p class="comment-form-comment"><label for="comment">Comment <span class="required">*</span></label> <textarea id="comment" name="comment" cols="45" rows="8" maxlength="65525" required></textarea></p>
        <p class="comment-form-author"><label for="author">Name <span class="required">*</span></label> <input id="author" name="author" type="text" value="" size="30" autocomplete="name" required></p>
        <p class="comment-form-email"><label for="email">Email <span class="required">*</span></label> <input id="email" name="email" type="email" value="" size="30" autocomplete="email" required></p>
        <p class="form-submit"><input name="submit" type="submit" id="submit" class="submit" value="Post Comment"> <input type="hidden" name="comment_post_ID" value="12" id="comment_post_ID"></p></form></div>`,
      tries: [{ type: { '#comment': 'Nice', '#author': 'Ann', '#email': ann }, press: '#submit' }],
      records: fill('commentform', 'Post Comment'),
      end: 'posted',
    },
  ],
};

const wooCommerce: Platform = {
  name: 'WooCommerce',
  libraries: jquery,
  forms: [
    {
      name: 'coupon',
      body: `<form class="checkout_coupon woocommerce-form-coupon" method="post"><p class="form-row form-row-first"><label for="coupon_code" class="screen-reader-text">Coupon:</label><input type="text" name="coupon_code" class="input-text" placeholder="Coupon code" id="coupon_code" value=""></p><p class="form-row form-row-last"><button type="submit" class="button" name="apply_coupon" value="Apply coupon">Apply coupon</button></p></form>`,
      script:
        "$('.checkout_coupon').on('submit', (event) => { event.preventDefault(); $.post('/coupon'); });",
      tries: [{ type: { '#coupon_code': 'SPRING' }, press: '[name=apply_coupon]' }],
      records: nothing,
    },
    {
      name: 'checkout',
      body: `<form name="checkout" method="post" class="checkout woocommerce-checkout" action="/checkout/" enctype="multipart/form-data" aria-label="Checkout" novalidate>
        <p class="form-row" id="billing_first_name_field"><label for="billing_first_name">First name</label><input type="text" class="input-text" name="billing_first_name" id="billing_first_name" autocomplete="given-name"></p>
        <p class="form-row validate-required validate-email" id="billing_email_field"><label for="billing_email">Email address</label><input type="email" class="input-text" name="billing_email" id="billing_email" autocomplete="email"></p>
        <p class="form-row notes" id="order_comments_field"><label for="order_comments">Order notes (optional)</label><textarea name="order_comments" class="input-text" id="order_comments"></textarea></p><button type="submit" class="button alt" name="woocommerce_checkout_place_order" id="place_order" value="Place order">Place order</button></form>`,
      script: `$('form.checkout').on('submit', function () {
        $('.woocommerce-NoticeGroup').remove();
        $.post('/wc-ajax', $(this).serialize(), null, 'json').done(({ result, messages }) => {
          if (result === 'success') return $(this).remove();
          $(this).prepend('<div class="woocommerce-NoticeGroup woocommerce-NoticeGroup-checkout"><ul class="woocommerce-error" role="alert">' + messages + '</ul></div>');
        });
        return false;
      });`,
      tries: [
        {
          type: { '#billing_email': early },
          press: '#place_order',
          answers: {
            '/wc-ajax': json({
              result: 'failure',
              messages: '<li>Billing First name is a required field.</li>',
            }),
          },
          until: "document.querySelector('.woocommerce-error')",
        },
        {
          type: { '#billing_first_name': 'Ann', '#billing_email': ann, '#order_comments': 'Ring twice' },
          press: '#place_order',
          answers: { '/wc-ajax': json({ result: 'success' }) },
        },
      ],
      records: identify,
      end: 'told',
    },
    {
      name: 'add to cart',
      body: `<form class="cart" action="/product/table/" method="post" enctype="multipart/form-data"><div class="quantity"><label class="screen-reader-text" for="quantity_1">Table quantity</label><input type="number" id="quantity_1" class="input-text qty text" name="quantity" value="1" min="1" step="1" inputmode="numeric"></div>
        <textarea name="engraving" id="engraving" placeholder="Engraving"></textarea><button type="submit" name="add-to-cart" value="42" class="single_add_to_cart_button button alt">Add to cart</button></form>`,
      tries: [{ type: { '#engraving': 'For Ann' }, press: '[name=add-to-cart]' }],
      records: nothing,
      end: 'posted',
    },
    {
      name: 'log-in',
      body: `<form class="woocommerce-form woocommerce-form-login login" method="post" action="/my-account/"><p class="woocommerce-form-row"><label for="username">Username or email address</label><input type="text" class="woocommerce-Input input-text" name="username" id="username" autocomplete="username" value=""></p>
        <p><label for="password">Password</label><input class="woocommerce-Input input-text" type="password" name="password" id="password" autocomplete="current-password"></p><button type="submit" class="woocommerce-button button woocommerce-form-login__submit" name="login" value="Log in">Log in</button></form>`,
      tries: [{ type: { '#username': ann, '#password': 'hunter2' }, press: '[name=login]' }],
      records: identify,
      end: 'posted',
    },
    {
      name: 'review',
      body: `<div id="review_form_wrapper"><div id="review_form"><div id="respond" class="comment-respond"><span id="reply-title" class="comment-reply-title">Be the first to review “Table”</span><form action="/wp-comments-post.php" method="post" id="commentform" class="comment-form">
        <div class="comment-form-rating"><label for="rating">Your rating</label><select name="rating" id="rating"><option value="">Rate…</option><option value="5" selected>Perfect</option></select></div><p class="comment-form-comment"><label for="comment">Your review</label><textarea id="comment" name="comment"></textarea></p>
        <p class="comment-form-author"><label for="author">Name</label><input id="author" name="author" type="text"></p><p class="comment-form-email"><label for="email">Email</label><input id="email" name="email" type="email" autocomplete="email"></p>
        <p class="form-submit"><input name="submit" type="submit" id="submit" class="submit" value="Submit"><input type="hidden" name="comment_post_ID" value="42"></p></form></div></div></div>`,
      tries: [{ type: { '#comment': 'Sturdy', '#author': 'Ann', '#email': ann }, press: '#submit' }],
      records: fill('commentform', 'Submit'),
      end: 'posted',
    },
  ],
};

export const wordpressMore: Platform[] = [
  ninja,
  formidable,
  fluent,
  forminator,
  divi,
  jetpack,
  newsletters,
  core,
  wooCommerce,
];
