// WordPress and its form plugins: https://github.com/WordPress/WordPress, and each plugin's own markup.

import { library } from '../../site/library.ts';
import { ann, early, fill, identify, nothing, type Platform } from './platform.ts';

const jquery = { '/jquery.js': library('jquery') };
const validation = { ...jquery, '/validate.js': library('jquery-validation') };
const ajax = '/wp-admin/admin-ajax.php';
const json = (body: object) => ({ text: JSON.stringify(body) });

/** Contact Form 7's own script, as far as it sends: it prevents the submit, fetches, marks what is invalid, tells and resets. */
const contactForm7 = (id: number) => `
  const form = document.querySelector('#wpcf7-f${id}-p12-o1 form');
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const body = new FormData(form, event.submitter);
    const { status, invalid_fields = [], message } =
      await (await fetch('/wp-json/contact-form-7/v1/contact-forms/${id}/feedback', { method: 'POST', body })).json();
    for (const tip of form.querySelectorAll('.wpcf7-not-valid-tip')) tip.remove();
    for (const field of form.querySelectorAll('[aria-invalid]')) field.setAttribute('aria-invalid', false);
    for (const { field } of invalid_fields) {
      form.elements[field].setAttribute('aria-invalid', true);
      form.elements[field].insertAdjacentHTML('afterend', '<span class="wpcf7-not-valid-tip" aria-hidden="true">Please fill out this field.</span>');
    }
    form.className = 'wpcf7-form ' + status;
    form.dataset.status = status;
    form.querySelector('.wpcf7-response-output').textContent = message;
    const name = { validation_failed: 'invalid', mail_sent: 'mailsent', mail_failed: 'mailfailed' }[status];
    form.dispatchEvent(new CustomEvent('wpcf7' + name, { bubbles: true, detail: { contactFormId: ${id}, status } }));
    form.dispatchEvent(new CustomEvent('wpcf7submit', { bubbles: true, detail: { contactFormId: ${id}, status } }));
    if (status === 'mail_sent') form.reset();
  });`;

const cf7Form = (id: number, title: string, fields: string, button: string) => `
  <div class="wpcf7 js" id="wpcf7-f${id}-p12-o1" lang="en-US" dir="ltr" data-wpcf7-id="${id}">
  <div class="screen-reader-response"><p role="status" aria-live="polite" aria-atomic="true"></p><ul></ul></div>
  <form action="/#wpcf7-f${id}-p12-o1" method="post" class="wpcf7-form init" aria-label="${title}" novalidate="novalidate" data-status="init">
  <fieldset class="hidden-fields-container"><input type="hidden" name="_wpcf7" value="${id}"><input type="hidden" name="_wpcf7_version" value="6.1">
  <input type="hidden" name="_wpcf7_locale" value="en_US"><input type="hidden" name="_wpcf7_unit_tag" value="wpcf7-f${id}-p12-o1"></fieldset>
  ${fields}<p><input class="wpcf7-form-control wpcf7-submit has-spinner" type="submit" value="${button}"><span class="wpcf7-spinner"></span></p>
  <div class="wpcf7-response-output" aria-hidden="true"></div></form></div>`;

const cf7Email = `<p><label> Your email<br><span class="wpcf7-form-control-wrap" data-name="your-email"><input size="40" maxlength="400"
  class="wpcf7-form-control wpcf7-email wpcf7-validates-as-required wpcf7-text wpcf7-validates-as-email" autocomplete="email"
  aria-required="true" aria-invalid="false" value="" type="email" name="your-email"></span></label></p>`;

const feedback = (id: number) => `/wp-json/contact-form-7/v1/contact-forms/${id}/feedback`;

const contactForm7s: Platform = {
  name: 'Contact Form 7',
  forms: [
    {
      name: 'contact, without a title',
      body: cf7Form(
        7,
        'Contact form',
        `${cf7Email}<p><label> Your message (optional)<br><textarea cols="40" rows="10" class="wpcf7-form-control wpcf7-textarea" aria-invalid="false" name="your-message"></textarea></label></p>`,
        'Submit',
      ),
      script: contactForm7(7),
      tries: [
        {
          type: { '#wpcf7-f7-p12-o1 [type=email]': early },
          press: '#wpcf7-f7-p12-o1 [type=submit]',
          answers: {
            [feedback(7)]: json({
              status: 'validation_failed',
              message: 'One or more fields have an error.',
              invalid_fields: [{ field: 'your-message' }],
            }),
          },
          until: "document.querySelector('#wpcf7-f7-p12-o1 form').dataset.status === 'validation_failed'",
        },
        {
          type: {
            '#wpcf7-f7-p12-o1 [type=email]': ann,
            '#wpcf7-f7-p12-o1 textarea': 'What does it cost?',
          },
          press: '#wpcf7-f7-p12-o1 [type=submit]',
          answers: { [feedback(7)]: json({ status: 'mail_sent', message: 'Thank you for your message.' }) },
        },
      ],
      records: fill('wpcf7-f7-p12-o1', 'Contact form'),
      end: 'told',
    },
    {
      name: 'with a title, though its mail fails',
      body: cf7Form(8, 'Newsletter', cf7Email, 'Send'),
      script: contactForm7(8),
      tries: [
        {
          type: { '#wpcf7-f8-p12-o1 [type=email]': ann },
          press: '#wpcf7-f8-p12-o1 [type=submit]',
          answers: {
            [feedback(8)]: json({
              status: 'mail_failed',
              message: 'There was an error trying to send your message.',
            }),
          },
        },
      ],
      records: fill('wpcf7-f8-p12-o1', 'Newsletter'),
      end: 'told',
    },
  ],
};

const wpforms: Platform = {
  name: 'WPForms',
  libraries: validation,
  forms: [
    {
      name: 'contact',
      body: `<div class="wpforms-container wpforms-container-full wpforms-block" id="wpforms-123">
        <form id="wpforms-form-123" class="wpforms-validate wpforms-form wpforms-ajax-form" data-formid="123" method="post" enctype="multipart/form-data"
          action="/page" data-token="x" data-token-time="1795793448">
        <div class="wpforms-head-container"><div class="wpforms-title">Simple Contact Form</div></div>
        <noscript class="wpforms-error-noscript">Please enable JavaScript in your browser to complete this form.</noscript>
        <div id="wpforms-error-noscript" style="display: none;">Please enable JavaScript in your browser to complete this form.</div>
        <div class="wpforms-field-container">
        <div id="wpforms-123-field_1-container" class="wpforms-field wpforms-field-email" data-field-id="1"><label class="wpforms-field-label" for="wpforms-123-field_1">Email
          <span class="wpforms-required-label" aria-hidden="true">*</span></label><input type="email" id="wpforms-123-field_1" class="wpforms-field-medium wpforms-field-required"
          name="wpforms[fields][1]" spellcheck="false" aria-errormessage="wpforms-123-field_1-error" required></div>
        <div id="wpforms-123-field_2-container" class="wpforms-field wpforms-field-textarea" data-field-id="2"><label class="wpforms-field-label" for="wpforms-123-field_2">Comment or Message
          <span class="wpforms-required-label" aria-hidden="true">*</span></label><textarea id="wpforms-123-field_2" class="wpforms-field-medium wpforms-field-required"
          name="wpforms[fields][2]" required></textarea></div></div>
        <div class="wpforms-field wpforms-field-hp" style="position: absolute; left: -9999px"><label for="wpforms-123-field-hp" class="wpforms-field-label">Name</label>
          <input type="text" name="wpforms[hp]" id="wpforms-123-field-hp" class="wpforms-field-medium"></div>
        <div class="wpforms-submit-container"><input type="hidden" name="wpforms[id]" value="123"><input type="hidden" name="page_title" value="About us">
          <button type="submit" name="wpforms[submit]" id="wpforms-submit-123" class="wpforms-submit" data-alt-text="Sending..." data-submit-text="Submit"
          aria-live="assertive" value="wpforms-submit">Submit</button></div></form></div>`,
      script: `$('#wpforms-form-123').validate({ errorClass: 'wpforms-error', errorElement: 'em', submitHandler(form) {
        $.ajax({ type: 'post', dataType: 'json', url: '${ajax}', data: new FormData(form), cache: false, contentType: false, processData: false })
          .done((response) => {
            if (response.success) {
              $(form).trigger('wpformsAjaxSubmitSuccess', response);
              return $(form).closest('.wpforms-container').html(response.data.confirmation);
            }
            $(form).prepend('<div class="wpforms-error-container" role="alert">' + response.data.errors.general.header + '</div>');
            $(form).trigger('wpformsAjaxSubmitFailed', response);
          });
        return false;
      } });`,
      tries: [
        { type: { '#wpforms-123-field_1': early }, press: '#wpforms-submit-123' },
        {
          type: { '#wpforms-123-field_2': 'Hello' },
          press: '#wpforms-submit-123',
          answers: {
            [ajax]: json({
              success: false,
              data: { errors: { general: { header: 'Form has not been submitted.' } } },
            }),
          },
          until: "document.querySelector('.wpforms-error-container')",
        },
        {
          type: { '#wpforms-123-field_1': ann },
          press: '#wpforms-submit-123',
          answers: {
            [ajax]: json({
              success: true,
              data: {
                confirmation:
                  '<div class="wpforms-confirmation-container-full wpforms-confirmation-scroll" id="wpforms-confirmation-123"><p>Thanks for contacting us!</p></div>',
              },
            }),
          },
        },
      ],
      records: fill('wpforms-form-123', 'Simple Contact Form'),
      end: 'told',
    },
    {
      name: 'of several pages',
      body: `<div class="wpforms-container wpforms-container-full" id="wpforms-124"><form id="wpforms-form-124" class="wpforms-form wpforms-ajax-form" data-formid="124" method="post" action="/page">
        <div class="wpforms-page wpforms-page-1" data-page="1"><label for="wpforms-124-field_1">Email</label><input type="email" id="wpforms-124-field_1" name="wpforms[fields][1]">
          <div class="wpforms-pagebreak-left"><button type="button" class="wpforms-page-button wpforms-page-next" data-action="next" data-page="1" data-formid="124">Next</button></div></div>
        <div class="wpforms-page wpforms-page-2 last" data-page="2" style="display:none"><label for="wpforms-124-field_2">Budget</label><input type="text" id="wpforms-124-field_2" name="wpforms[fields][2]"></div>
        <div class="wpforms-submit-container" style="display:none"><button type="submit" id="wpforms-submit-124" class="wpforms-submit" value="wpforms-submit">Request a quote</button></div></form></div>`,
      script: `$('#wpforms-124 .wpforms-page-next').on('click', () => {
        $('#wpforms-124 .wpforms-page-1').hide();
        $('#wpforms-124 .wpforms-page-2, #wpforms-124 .wpforms-submit-container').show();
      });
      $('#wpforms-form-124').on('submit', (event) => {
        event.preventDefault();
        $.post('${ajax}', $('#wpforms-form-124').serialize()).always(() => $('#wpforms-124').html('<p>Thanks</p>'));
      });`,
      tries: [
        { type: { '#wpforms-124-field_1': ann }, press: '#wpforms-124 .wpforms-page-next' },
        { type: { '#wpforms-124-field_2': '5000' }, press: '#wpforms-submit-124' },
      ],
      records: fill('wpforms-form-124', 'Request a quote'),
      end: 'told',
    },
  ],
};

/** Gravity Forms in a frame: the answer takes the form's place. */
const gravityFrame = (id: number) => `
  $('body').on('click', '#gform_submit_button_${id}, #gform_next_button_${id}', function (event) {
    event.preventDefault();
    $('#gform_target_page_number_${id}').val(this.id.includes('next') ? 2 : 0);
    $('#gform_${id}').trigger('submit');
  });
  $('#gform_ajax_frame_${id}').on('load', function () {
    const answer = $(this).contents().find('body').html();
    if (!answer || !answer.includes('gform_')) return;
    $('#gform_wrapper_${id}').replaceWith(answer);
    if (answer.includes('gform_confirmation_wrapper')) $(document).trigger('gform_confirmation_loaded', [${id}]);
    else $(document).trigger('gform_page_loaded', [${id}, 1]);
  });`;

const gravityForm = (id: number, inside: string, { title = '', isRefused = false } = {}) => `
  <div class="gf_browser_chrome gform_wrapper gravity-theme${isRefused ? ' gform_validation_error' : ''}" data-form-theme="gravity-theme" id="gform_wrapper_${id}">
  ${title && `<div class="gform_heading"><h2 class="gform_title">${title}</h2></div>`}
  ${isRefused ? '<div class="gform_validation_errors"><h2 class="gform_submission_error">There was a problem with your submission.</h2></div>' : ''}
  <form method="post" enctype="multipart/form-data" target="gform_ajax_frame_${id}" id="gform_${id}" action="/gravity-${id}" data-formid="${id}" novalidate>
  <div class="gform-body gform_body"><div id="gform_fields_${id}" class="gform_fields top_label">${inside}</div></div>
  <input type="hidden" class="gform_hidden" name="is_submit_${id}" value="1"><input type="hidden" class="gform_hidden" name="gform_submit" value="${id}">
  <input type="hidden" class="gform_hidden" name="gform_target_page_number_${id}" id="gform_target_page_number_${id}" value="0">
  <input type="hidden" class="gform_hidden" name="gform_source_page_number_${id}" id="gform_source_page_number_${id}" value="1"></form></div>`;

const gravityEmail = (
  id: number,
) => `<div id="field_${id}_3" class="gfield gfield--type-email gfield_contains_required"><label class="gfield_label gform-field-label" for="input_${id}_3">Email
  <span class="gfield_required"><span class="gfield_required gfield_required_asterisk">*</span></span></label><div class="ginput_container ginput_container_email">
  <input name="input_3" id="input_${id}_3" type="email" value="" class="large" aria-required="true" aria-invalid="false"></div></div>`;

const gravityText = (
  id: number,
  message = '',
) => `<div id="field_${id}_4" class="gfield gfield--type-textarea${message && ' gfield_error'}"><label class="gfield_label" for="input_${id}_4">Message</label>
  <div class="ginput_container"><textarea name="input_4" id="input_${id}_4" class="textarea large" aria-invalid="${!!message}"></textarea></div>
  ${message && `<div id="validation_message_${id}_4" class="gfield_description validation_message gfield_validation_message">${message}</div>`}</div>`;

const gravityFooter = (id: number, words = 'Submit') =>
  `<div class="gform-footer gform_footer top_label"><input type="submit" id="gform_submit_button_${id}" class="gform_button button" value="${words}"></div>`;

const gravity: Platform = {
  name: 'Gravity Forms',
  libraries: jquery,
  forms: [
    {
      name: 'in a frame',
      body: `${gravityForm(1, gravityEmail(1) + gravityText(1) + gravityFooter(1), { title: 'Contact us' })}
        <iframe style="display:none;width:0px;height:0px;" src="about:blank" name="gform_ajax_frame_1" id="gform_ajax_frame_1" title="This iframe contains the logic required to handle Ajax powered Gravity Forms."></iframe>`,
      script: gravityFrame(1),
      tries: [
        {
          type: { '#input_1_3': early },
          press: '#gform_submit_button_1',
          answers: {
            '/gravity-1': {
              text: gravityForm(
                1,
                gravityEmail(1) + gravityText(1, 'This field is required.') + gravityFooter(1),
                {
                  title: 'Contact us',
                  isRefused: true,
                },
              ),
              delayMs: 50,
            },
          },
          until: "document.querySelector('.gform_validation_errors')",
        },
        {
          type: { '#input_1_3': ann, '#input_1_4': 'What does it cost?' },
          press: '#gform_submit_button_1',
          answers: {
            '/gravity-1': {
              text: '<div id="gform_confirmation_wrapper_1" class="gform_confirmation_wrapper"><div id="gform_confirmation_message_1">Thanks for contacting us!</div></div>',
            },
          },
        },
      ],
      records: fill('gform_1', 'Contact us'),
      end: 'told',
    },
    {
      name: 'of several pages',
      body: `${gravityForm(2, `${gravityEmail(2)}<div class="gform-page-footer gform_page_footer"><input type="button" id="gform_next_button_2" class="gform_next_button gform-theme-button button" value="Weiter zu Schritt zwei"></div>`)}
        <iframe style="display:none;width:0px;height:0px;" src="about:blank" name="gform_ajax_frame_2" id="gform_ajax_frame_2"></iframe>`,
      script: gravityFrame(2),
      tries: [
        {
          type: { '#input_2_3': ann },
          press: '#gform_next_button_2',
          answers: {
            '/gravity-2': { text: gravityForm(2, gravityText(2) + gravityFooter(2, 'Angebot anfordern')) },
          },
          until: "document.querySelector('#input_2_4')",
        },
        {
          type: { '#input_2_4': 'What does it cost?' },
          press: '#gform_submit_button_2',
          answers: { '/gravity-2': { text: '<div id="gform_confirmation_wrapper_2">Thanks</div>' } },
        },
      ],
      records: fill('gform_2', 'Angebot anfordern'),
      end: 'told',
    },
    {
      name: 'with a page of thanks',
      body: gravityForm(5, gravityEmail(5) + gravityText(5) + gravityFooter(5)).replace(/ target="\w+"/, ''),
      tries: [{ type: { '#input_5_3': ann, '#input_5_4': 'Hello' }, press: '#gform_submit_button_5' }],
      records: fill('gform_5', 'Submit'),
      end: 'posted',
    },
  ],
};

const elementorAjax = `
  jQuery('form.elementor-form').on('submit', function (event) {
    event.preventDefault();
    const form = jQuery(this);
    form.find('.elementor-message').remove();
    form.find('.elementor-error').removeClass('elementor-error').find('.elementor-help-inline').remove();
    form.addClass('elementor-form-waiting');
    jQuery.ajax({ url: '${ajax}', type: 'POST', dataType: 'json', data: new FormData(this), processData: false, contentType: false })
      .done((response) => {
        form.removeClass('elementor-form-waiting');
        if (response.success) {
          form.trigger('submit_success', response.data);
          form.trigger('reset');
          return form.append('<div class="elementor-message elementor-message-success" role="alert">' + response.data.message + '</div>');
        }
        for (const [id, message] of Object.entries(response.data.errors))
          form.find('.elementor-field-group-' + id).addClass('elementor-error')
            .append('<span class="elementor-message elementor-message-danger elementor-help-inline elementor-form-help-inline" role="alert">' + message + '</span>');
        form.append('<div class="elementor-message elementor-message-danger" role="alert">' + response.data.message + '</div>');
        form.trigger('error');
      });
  });`;

const elementor: Platform = {
  name: 'Elementor',
  libraries: jquery,
  forms: [
    {
      name: 'with its default name',
      body: `<div class="elementor-element elementor-widget elementor-widget-form" data-widget_type="form.default"><div class="elementor-widget-container">
        <form class="elementor-form" method="post" name="New Form" aria-label="New Form"><input type="hidden" name="post_id" value="9"><input type="hidden" name="form_id" value="a1b2c3d">
        <input type="hidden" name="referer_title" value="About us"><div class="elementor-form-fields-wrapper elementor-labels-above">
        <div class="elementor-field-type-email elementor-field-group elementor-column elementor-field-group-email elementor-col-100 elementor-field-required">
        <label for="form-field-email" class="elementor-field-label">Email</label><input size="1" type="email" name="form_fields[email]" id="form-field-email" class="elementor-field elementor-size-sm elementor-field-textual" placeholder="Email" required="required"></div>
        <div class="elementor-field-type-textarea elementor-field-group elementor-field-group-message"><label for="form-field-message" class="elementor-field-label">Message</label>
        <textarea class="elementor-field-textual elementor-field" name="form_fields[message]" id="form-field-message" rows="4"></textarea></div>
        <div class="elementor-field-group elementor-field-type-submit e-form__buttons"><button class="elementor-button elementor-size-sm" type="submit"><span class="elementor-button-content-wrapper"><span class="elementor-button-text">Send</span></span></button></div>
        </div></form></div></div>`,
      script: elementorAjax,
      tries: [
        {
          type: { '#form-field-email': early },
          press: '.elementor-form .elementor-button',
          answers: {
            [ajax]: json({
              success: false,
              data: {
                message: 'Your submission failed because of an error.',
                errors: { message: 'This field is required.' },
              },
            }),
          },
          until: "document.querySelector('.elementor-error')",
        },
        {
          type: { '#form-field-email': ann, '#form-field-message': 'Hello' },
          press: '.elementor-form .elementor-button',
          answers: { [ajax]: json({ success: true, data: { message: 'Your submission was successful.' } }) },
        },
      ],
      records: fill('New Form', 'Send'),
      end: 'told',
    },
    {
      name: 'search',
      body: `<search role="search"><form class="elementor-search-form" action="/found" method="get"><div class="elementor-search-form__container"><label class="elementor-screen-only" for="elementor-search-form-1">Search</label>
        <input id="elementor-search-form-1" placeholder="Search..." class="elementor-search-form__input" type="search" name="s" value=""><button class="elementor-search-form__submit" type="submit" aria-label="Search"></button></div></form></search>`,
      tries: [{ type: { '#elementor-search-form-1': 'tables' }, press: '.elementor-search-form__submit' }],
      records: nothing,
      end: 'posted',
    },
    {
      name: 'log-in',
      body: `<form class="elementor-login elementor-form" method="post" action="/wp-login.php" aria-label="Login form"><div class="elementor-form-fields-wrapper">
        <input size="1" type="text" name="log" id="user-1" placeholder="" class="elementor-field elementor-field-textual" required><input size="1" type="password" name="pwd" id="password-1" class="elementor-field" required>
        <button type="submit" class="elementor-size-sm elementor-button" name="wp-submit"><span class="elementor-button-text">Log In</span></button></div></form>`,
      script: "document.querySelector('.elementor-login').noValidate = true",
      tries: [{ type: { '#user-1': ann, '#password-1': 'hunter2' }, press: '[name=wp-submit]' }],
      records: identify,
      end: 'posted',
    },
  ],
};

export const wordpress: Platform[] = [contactForm7s, wpforms, gravity, elementor];
