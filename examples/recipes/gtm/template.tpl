___INFO___

{
  "type": "TAG",
  "id": "cvt_temp_public_id",
  "version": 1,
  "securityGroups": [],
  "displayName": "Rivulet",
  "brand": { "id": "brand_dummy", "displayName": "" },
  "description": "Loads Rivulet's script, once a page, and has it follow analytics_storage of Consent Mode.",
  "containerContexts": ["WEB"]
}


___TEMPLATE_PARAMETERS___

[
  {
    "type": "TEXT",
    "name": "script",
    "displayName": "Address of the script",
    "simpleValueType": true,
    "help": "https://shop.example/rivulet.min.js. The permission Injects scripts has to name it, too.",
    "valueValidators": [{ "type": "REGEX", "args": ["^https://.+"] }]
  },
  {
    "type": "TEXT",
    "name": "collector",
    "displayName": "Where events go",
    "simpleValueType": true,
    "help": "A path of your site, or an address: /track/activity",
    "valueValidators": [{ "type": "NON_EMPTY" }]
  },
  {
    "type": "CHECKBOX",
    "name": "followsConsent",
    "checkboxText": "Wait for analytics_storage of Consent Mode",
    "simpleValueType": true,
    "defaultValue": true
  }
]


___SANDBOXED_JS_FOR_WEB_TEMPLATE___

const addConsentListener = require('addConsentListener');
const callInWindow = require('callInWindow');
const injectScript = require('injectScript');
const isConsentGranted = require('isConsentGranted');
const setInWindow = require('setInWindow');

const storage = 'analytics_storage';
const attributes = { collector: data.collector };
if (data.followsConsent && !isConsentGranted(storage)) attributes.consent = 'pending';

// The script reads its attributes here. It stays as it is where the tag fires again, or the page has a tag of its own.
const isFirst = setInWindow('rivulet', { dataset: attributes }, false);

let isLoaded = false;
let isAsked = false;
const follow = (type, isGranted) => {
  isAsked = true;
  // What comes before the script is asked for when it has come.
  if (isLoaded) callInWindow(isGranted ? 'rivulet.consent.grant' : 'rivulet.consent.deny');
};
if (data.followsConsent && isFirst) addConsentListener(storage, follow);

const onLoad = () => {
  isLoaded = true;
  if (isAsked) follow(storage, isConsentGranted(storage));
  data.gtmOnSuccess();
};
if (isFirst) injectScript(data.script, onLoad, data.gtmOnFailure, 'rivulet');
else data.gtmOnSuccess();


___WEB_PERMISSIONS___

[
  {
    "instance": {
      "key": { "publicId": "access_globals", "versionId": "1" },
      "param": [
        {
          "key": "keys",
          "value": {
            "type": 2,
            "listItem": [
              {
                "type": 3,
                "mapKey": [
                  { "type": 1, "string": "key" },
                  { "type": 1, "string": "read" },
                  { "type": 1, "string": "write" },
                  { "type": 1, "string": "execute" }
                ],
                "mapValue": [
                  { "type": 1, "string": "rivulet" },
                  { "type": 8, "boolean": true },
                  { "type": 8, "boolean": true },
                  { "type": 8, "boolean": false }
                ]
              },
              {
                "type": 3,
                "mapKey": [
                  { "type": 1, "string": "key" },
                  { "type": 1, "string": "read" },
                  { "type": 1, "string": "write" },
                  { "type": 1, "string": "execute" }
                ],
                "mapValue": [
                  { "type": 1, "string": "rivulet.consent.grant" },
                  { "type": 8, "boolean": false },
                  { "type": 8, "boolean": false },
                  { "type": 8, "boolean": true }
                ]
              },
              {
                "type": 3,
                "mapKey": [
                  { "type": 1, "string": "key" },
                  { "type": 1, "string": "read" },
                  { "type": 1, "string": "write" },
                  { "type": 1, "string": "execute" }
                ],
                "mapValue": [
                  { "type": 1, "string": "rivulet.consent.deny" },
                  { "type": 8, "boolean": false },
                  { "type": 8, "boolean": false },
                  { "type": 8, "boolean": true }
                ]
              }
            ]
          }
        }
      ]
    },
    "clientAnnotations": { "isEditedByUser": true },
    "isRequired": true
  },
  {
    "instance": {
      "key": { "publicId": "inject_script", "versionId": "1" },
      "param": [
        {
          "key": "urls",
          "value": { "type": 2, "listItem": [{ "type": 1, "string": "https://shop.example/rivulet.min.js" }] }
        }
      ]
    },
    "clientAnnotations": { "isEditedByUser": true },
    "isRequired": true
  },
  {
    "instance": {
      "key": { "publicId": "access_consent", "versionId": "1" },
      "param": [
        {
          "key": "consentTypes",
          "value": {
            "type": 2,
            "listItem": [
              {
                "type": 3,
                "mapKey": [
                  { "type": 1, "string": "consentType" },
                  { "type": 1, "string": "read" },
                  { "type": 1, "string": "write" }
                ],
                "mapValue": [
                  { "type": 1, "string": "analytics_storage" },
                  { "type": 8, "boolean": true },
                  { "type": 8, "boolean": false }
                ]
              }
            ]
          }
        }
      ]
    },
    "clientAnnotations": { "isEditedByUser": true },
    "isRequired": true
  }
]


___TESTS___

scenarios: []


___NOTES___

Made by hand. The code is run by a test of Rivulet's repository, with what Google's documentation says of each function.
