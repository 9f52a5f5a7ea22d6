; The Windows installer, for Inno Setup 6: iscc packaging\windows\osone.iss after `python packaging\ready.py bundle`
; and `.build\bundle-venv\Scripts\python packaging\bundle.py`.
[Setup]
AppId=org.osone.OSOne
AppName=OS One
AppVersion=0.1.0
AppPublisher=The OS One authors
DefaultDirName={autopf}\OS One
DefaultGroupName=OS One
PrivilegesRequired=lowest
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
LicenseFile=..\..\LICENSE
OutputDir=..\..\dist
OutputBaseFilename=osone-setup
Compression=lzma2/fast
SolidCompression=yes
UninstallDisplayIcon={app}\osone.exe
WizardStyle=modern

[Files]
Source: "..\..\dist\osone\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion

[Icons]
Name: "{group}\OS One"; Filename: "{app}\osone.exe"
Name: "{group}\OS One, a sample world"; Filename: "{app}\osone.exe"; Parameters: "--sample"

[Run]
Filename: "{app}\osone.exe"; Description: "Open OS One"; Flags: postinstall nowait
