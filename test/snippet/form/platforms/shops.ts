// Shops, site builders and content management systems, with the markup that their themes and modules make.

import { library } from '../../site/library.ts';
import { ann, early, fill, identify, nothing, type Platform } from './platform.ts';

const jquery = { '/jquery.js': library('jquery') };

const shopify: Platform = {
  name: 'Shopify',
  forms: [
    {
      name: 'add to cart, gift card',
      body: `<product-form><form method="post" action="/cart/add" id="product-form-template--1" accept-charset="UTF-8" class="form" enctype="multipart/form-data" novalidate="novalidate" data-type="add-to-cart-form"><input type="hidden" name="form_type" value="product"><input type="hidden" name="utf8" value="✓"><input type="hidden" name="id" value="42" class="product-variant-id">
        <label for="Recipient-email">Recipient email</label><input class="field__input text-body" id="Recipient-email" type="email" placeholder="Recipient email" name="properties[Recipient email]" value=""><textarea name="properties[Message]" id="Recipient-message"></textarea>
        <button type="submit" name="add" class="product-form__submit button">Add to cart</button></form></product-form>`,
      script: `document.querySelector('product-form form').addEventListener('submit', (event) => {
        event.preventDefault();
        fetch('/cart/add', { method: 'POST', headers: { 'X-Requested-With': 'XMLHttpRequest' }, body: new FormData(event.target) });
      });`,
      tries: [
        {
          type: { '#Recipient-email': 'bob@acme.com', '#Recipient-message': 'Happy birthday' },
          press: '[name=add]',
        },
      ],
      records: nothing,
    },
    {
      name: 'filter',
      body: `<facet-filters-form><form id="FacetFiltersForm" class="facets__form"><input class="field__input" name="filter.v.price.gte" id="Filter-Price-GTE" type="text" inputmode="decimal" placeholder="0"><label><input type="checkbox" name="filter.v.availability" value="1" id="in-stock"> In stock</label></form></facet-filters-form>`,
      script: `document.querySelector('#FacetFiltersForm').addEventListener('input', (event) => {
        fetch('/filtered?' + new URLSearchParams(new FormData(event.target.form)));
      });`,
      tries: [{ type: { '#Filter-Price-GTE': '10' }, press: '#in-stock' }],
      records: nothing,
    },
    {
      name: 'language',
      body: `<localization-form><form method="post" action="/localization" id="FooterLanguageForm" accept-charset="UTF-8" class="localization-form" enctype="multipart/form-data"><input type="hidden" name="form_type" value="localization"><input type="hidden" name="_method" value="put"><input type="hidden" name="locale_code" value="en">
        <a class="disclosure__link" href="#" id="to-german" data-value="de">Deutsch</a></form></localization-form>`,
      script: `document.querySelector('#to-german').addEventListener('click', (event) => {
        event.preventDefault();
        const form = event.target.closest('form');
        form.querySelector('[name=locale_code]').value = 'de';
        form.submit();
      });`,
      tries: [{ press: '#to-german' }],
      records: nothing,
      end: 'posted',
    },
    {
      name: 'search',
      body: `<predictive-search><form action="/search" method="get" role="search" class="search search-modal__form"><input class="search__input field__input" id="Search-In-Modal" type="search" name="q" value="" placeholder="Search"><button type="submit" class="search__button field__button" aria-label="Search"></button></form></predictive-search>`,
      tries: [{ type: { '#Search-In-Modal': 'tables' }, press: '.search__button' }],
      records: nothing,
      end: 'posted',
    },
    {
      name: 'log-in',
      body: `<form method="post" action="/account/login" id="customer_login" accept-charset="UTF-8" data-login-with-shop-sign-in="true" novalidate="novalidate"><input type="hidden" name="form_type" value="customer_login"><input type="hidden" name="utf8" value="✓"><input type="email" name="customer[email]" id="CustomerEmail" autocomplete="email" placeholder="Email"><input type="password" name="customer[password]" id="CustomerPassword" autocomplete="current-password"><button>Sign in</button></form>`,
      tries: [
        { type: { '#CustomerEmail': ann, '#CustomerPassword': 'hunter2' }, press: '#customer_login button' },
      ],
      records: identify,
      end: 'posted',
    },
    {
      name: 'lost password',
      body: `<form method="post" action="/account/recover" accept-charset="UTF-8" id="recover"><input type="hidden" name="form_type" value="recover_customer_password"><input type="hidden" name="utf8" value="✓"><input type="email" name="email" id="RecoverEmail" autocomplete="email" placeholder="Email"><button>Submit</button></form>`,
      tries: [{ type: { '#RecoverEmail': ann }, press: '#recover button' }],
      records: nothing,
      end: 'posted',
    },
    {
      name: 'contact',
      body: `<form method="post" action="/contact#ContactForm" id="ContactForm" accept-charset="UTF-8" class="isolate"><input type="hidden" name="form_type" value="contact"><input type="hidden" name="utf8" value="✓"><div class="field"><input class="field__input" autocomplete="name" type="text" id="ContactForm-name" name="contact[Name]" value="" placeholder="Name"></div>
        <div class="field field--with-error"><input autocomplete="email" type="email" id="ContactForm-email" class="field__input" name="contact[email]" spellcheck="false" autocapitalize="off" value="" aria-required="true" placeholder="Email"></div><textarea rows="10" class="text-area field__input" id="ContactForm-body" name="contact[Comment]" placeholder="Comment"></textarea><button type="submit" class="button">Send</button></form>`,
      tries: [
        { type: { '#ContactForm-email': ann, '#ContactForm-body': 'Hello' }, press: '#ContactForm button' },
      ],
      records: fill('ContactForm', 'Send'),
      end: 'posted',
    },
    {
      name: 'newsletter',
      body: `<form method="post" action="/contact#ContactFooter" id="ContactFooter" accept-charset="UTF-8" class="footer__newsletter newsletter-form"><input type="hidden" name="form_type" value="customer"><input type="hidden" name="utf8" value="✓"><input type="hidden" name="contact[tags]" value="newsletter"><div class="newsletter-form__field-wrapper"><input id="NewsletterForm--footer" type="email" name="contact[email]" class="field__input" value="" aria-required="true" autocorrect="off" autocapitalize="off" autocomplete="email" placeholder="Email" required>
        <button type="submit" class="newsletter-form__button field__button" name="commit" id="Subscribe" aria-label="Subscribe"><svg aria-hidden="true"></svg></button></div></form>`,
      tries: [{ type: { '#NewsletterForm--footer': ann }, press: '#Subscribe' }],
      records: fill('ContactFooter', 'Subscribe'),
      end: 'posted',
    },
  ],
};

const magento: Platform = {
  name: 'Magento',
  forms: [
    {
      name: 'contact',
      body: `<form class="form contact" action="/contact/index/post/" id="contact-form" method="post" data-mage-init='{"validation":{}}'><fieldset class="fieldset"><legend class="legend"><span>Write Us</span></legend><input name="name" id="name" title="Name" value="" class="input-text" type="text"><input name="email" id="mage-email" title="Email" value="" class="input-text" type="email"><textarea name="comment" id="mage-comment" title="What’s on your mind?" class="input-text"></textarea></fieldset>
        <input type="hidden" name="hideit" id="hideit" value=""><button type="submit" title="Submit" class="action submit primary"><span>Submit</span></button></form>`,
      tries: [{ type: { '#mage-email': ann, '#mage-comment': 'Hello' }, press: '#contact-form button' }],
      records: fill('contact-form', 'Submit'),
      end: 'posted',
    },
    {
      name: 'newsletter',
      body: `<form class="form subscribe" novalidate action="/newsletter/subscriber/new/" method="post" id="newsletter-validate-detail"><div class="field newsletter"><label for="newsletter"><span class="label">Sign Up for Our Newsletter:</span><input name="email" type="email" id="newsletter" placeholder="Enter your email address"></label></div><button class="action subscribe primary" title="Subscribe" type="submit" aria-label="Subscribe"><span>Subscribe</span></button></form>`,
      tries: [{ type: { '#newsletter': ann }, press: '#newsletter-validate-detail button' }],
      records: fill('newsletter-validate-detail', 'Subscribe'),
      end: 'posted',
    },
    {
      name: 'add to cart',
      body: `<form action="/checkout/cart/add/" method="post" id="product_addtocart_form" data-product-sku="T1"><input type="hidden" name="product" value="7"><input type="number" name="qty" id="qty" min="0" value="1" title="Qty" class="input-text qty"><button type="submit" title="Add to Cart" class="action primary tocart" id="product-addtocart-button"><span>Add to Cart</span></button></form>`,
      tries: [{ type: { '#qty': '2' }, press: '#product-addtocart-button' }],
      records: nothing,
      end: 'posted',
    },
  ],
};

const prestaShop: Platform = {
  name: 'PrestaShop',
  forms: [
    {
      name: 'contact',
      body: `<section class="contact-form"><form action="/contact-us" method="post" enctype="multipart/form-data"><label>Email address<input id="ps-email" class="form-control" name="from" type="email" value="" placeholder="your@email.com"></label><label>Message<textarea id="contactform-message" class="form-control" name="message" placeholder="How can we help?"></textarea></label>
        <style>input[name=url]{display:none!important}</style><input type="text" name="url" value=""><input type="hidden" name="token" value="a1"><input class="btn btn-primary" type="submit" name="submitMessage" value="Send"></form></section>`,
      tries: [{ type: { '#ps-email': ann, '#contactform-message': 'Hello' }, press: '[name=submitMessage]' }],
      records: fill('form', 'Send'),
      end: 'posted',
    },
    {
      name: 'newsletter',
      body: `<div class="block_newsletter" id="blockEmailSubscription_displayFooterBefore"><form action="/page-2#blockEmailSubscription_displayFooterBefore" method="post"><input class="btn btn-primary" name="submitNewsletter" type="submit" value="Subscribe"><input name="email" id="ps-news" type="email" value="" placeholder="Your email address" aria-labelledby="block-newsletter-label" required><input type="hidden" name="blockHookName" value="displayFooterBefore"><input type="hidden" name="action" value="0"></form></div>`,
      tries: [{ type: { '#ps-news': ann }, press: '[name=submitNewsletter]' }],
      records: fill('form', 'Subscribe'),
      end: 'posted',
    },
  ],
};

const webflow: Platform = {
  name: 'Webflow',
  libraries: jquery,
  forms: [
    {
      name: 'contact',
      body: `<div class="form-block w-form"><form id="wf-form-Contact-Us" name="wf-form-Contact-Us" data-name="Contact Us" method="get" class="form" data-wf-page-id="65f0" data-wf-element-id="a1b2"><label for="wf-email">Email Address</label><input class="w-input" maxlength="256" name="email" data-name="Email" placeholder="" type="email" id="wf-email" required>
        <input type="submit" data-wait="Please wait..." class="w-button" value="Submit"></form><div class="w-form-done" style="display: none"><div>Thank you! Your submission has been received!</div></div><div class="w-form-fail" style="display: none"><div>Oops! Something went wrong while submitting the form.</div></div></div>`,
      script: `$('.w-form form').on('submit', function (event) {
        event.preventDefault();
        const block = $(this).parent();
        const button = $(this).find('[type=submit]').prop('disabled', true);
        button.val(button.data('wait'));
        $.ajax({ url: '/webflow', type: 'POST', data: $(this).serialize() }).done(() => { $(this).hide(); block.find('.w-form-done').show(); });
      });`,
      tries: [{ type: { '#wf-email': ann }, press: '#wf-form-Contact-Us [type=submit]' }],
      records: fill('wf-form-Contact-Us', 'Contact Us'),
      end: 'told',
    },
    {
      name: 'with its default name',
      body: `<div class="w-form"><form id="email-form" name="email-form" data-name="Email Form" method="get" data-wf-page-id="65f0"><input class="w-input" maxlength="256" name="name" data-name="Name" type="text" id="wf-name"><input class="w-input" maxlength="256" name="email-2" data-name="Email 2" type="email" id="email-2" required><input type="submit" data-wait="Please wait..." class="w-button" value="Book a demo"></form>
        <div class="w-form-done" style="display: none"><div>Thank you!</div></div><div class="w-form-fail" style="display: none"><div>Oops!</div></div></div>`,
      tries: [{ type: { '#wf-name': 'Ann', '#email-2': ann }, press: '#email-form [type=submit]' }],
      records: fill('email-form', 'Book a demo'),
      end: 'told',
    },
  ],
};

const squarespace: Platform = {
  name: 'Squarespace',
  forms: [
    {
      name: 'contact',
      body: `<div class="sqs-block form-block" id="block-yui_3"><div class="form-wrapper"><div class="form-inner-wrapper"><form class="react-form-contents" data-form-id="65a" autocomplete="on" method="POST" novalidate><div class="field-list"><fieldset id="name-1" class="form-item field name required"><legend class="title">Name <span aria-hidden="true">(required)</span></legend><input class="input-element field-element" name="fname" id="sqs-fname" autocomplete="given-name" type="text"><input name="lname" autocomplete="family-name" type="text"></fieldset>
        <div id="email-2" class="form-item field email required"><label class="title" for="sqs-email">Email</label><input class="input-element" id="sqs-email" name="email" type="email" autocomplete="email" placeholder="" value=""></div></div><p id="sqs-why" class="form-input-error" role="alert"></p><div class="form-button-wrapper"><button class="button sqs-system-button form-submit-button" type="submit" data-initialized="true">Submit</button></div></form></div></div></div>`,
      script: `document.querySelector('.react-form-contents').addEventListener('submit', async (event) => {
        event.preventDefault();
        const isInvalid = !event.target.fname.value;
        document.querySelector('#sqs-why').textContent = isInvalid ? 'Name is required.' : '';
        if (isInvalid) return;
        await fetch('/api/form/SubmitForm', { method: 'POST', body: JSON.stringify({ email: event.target.email.value }) });
        document.querySelector('.form-inner-wrapper').innerHTML = '<div class="form-submission-text"><p>Thank you!</p></div>';
      });`,
      tries: [
        {
          type: { '#sqs-email': early },
          press: '.form-submit-button',
          until: "document.querySelector('#sqs-why').textContent",
        },
        { type: { '#sqs-fname': 'Ann', '#sqs-email': ann }, press: '.form-submit-button' },
      ],
      records: fill('form', 'Submit'),
      end: 'told',
    },
  ],
};

const wix: Platform = {
  name: 'Wix',
  forms: [
    {
      name: 'contact',
      body: `<div id="comp-lx1" class="wixui-form"><form id="comp-lx1-form" class="TWFxr5" aria-label="Get in Touch"><div class="wixui-text-input" data-error="false"><label for="input_comp-lx2">Email</label><input name="email" id="input_comp-lx2" class="has-custom-focus wixui-text-input__input" type="email" placeholder="" required aria-required="true" maxlength="250" autocomplete="off" value=""></div>
        <div aria-disabled="false" class="wixui-button"><button aria-disabled="false" class="wixui-button__label" id="wix-send" type="button"><span>Submit</span></button></div></form><p id="wix-thanks" hidden>Thanks for submitting!</p></div>`,
      script: `document.querySelector('#wix-send').addEventListener('click', async () => {
        await fetch('/_api/form-submission-service/v4/submissions', { method: 'POST', body: JSON.stringify({ email: document.querySelector('#input_comp-lx2').value }) });
        document.querySelector('#wix-thanks').hidden = false;
        document.querySelector('#comp-lx1-form').reset();
      });`,
      tries: [{ type: { '#input_comp-lx2': ann }, press: '#wix-send' }],
      records: fill('comp-lx1-form', 'Get in Touch'),
      end: 'told',
    },
  ],
};

export const shops: Platform[] = [shopify, magento, prestaShop, webflow, squarespace, wix];
